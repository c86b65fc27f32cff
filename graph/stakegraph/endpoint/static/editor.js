// Makes the plain form the YASGUI editor, where the editor came with the package.
"use strict";

(() => {
  const form = document.getElementById("ask");
  const area = document.getElementById("query");
  const place = document.getElementById("editor");
  const details = document.getElementById("own");
  if (!window.Yasgui || !form || !place) return;
  const prefixes = JSON.parse(place.dataset.prefixes);

  // The server knows our prefixes without declaration, the editor's grammar does not.
  function declared(text) {
    const bare = text.replace(/<[^<>\s]*>|"[^"\n]*"|#.*$/gm, " ");
    const used = new Set(Array.from(bare.matchAll(/(?<![\w:-])([a-z]+):/g), (found) => found[1]));
    const lines = Object.keys(prefixes)
      .filter((name) => used.has(name) && !new RegExp(`prefix\\s+${name}:`, "i").test(text))
      .map((name) => `PREFIX ${name}: <${prefixes[name]}>`);
    return lines.length ? `${lines.join("\n")}\n${text}` : text;
  }

  function start() {
    if (place.hidden === false) return;
    place.hidden = false;
    form.hidden = true;
    const yasgui = new window.Yasgui(place, {
      requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
      yasqe: { value: declared(area.value), autocompleters: ["variables"] },
      persistenceId: null,
      populateFromUrl: false,
      copyEndpointOnNewTab: true,
    });
    yasgui.getTab().setQuery(declared(area.value));
    document.documentElement.dataset.editor = "yes";
  }

  // A node of the graph is looked at here, not at its address on the web.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !/^https?:/.test(link.href) || link.host === location.host) return;
    event.preventDefault();
    location.href = `/node?iri=${encodeURIComponent(link.getAttribute("href"))}`;
  }, true);

  details.addEventListener("toggle", () => { if (details.open) start(); });
  if (details.open) start();
})();
