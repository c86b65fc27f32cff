"use strict";
// The page works without this: the table and the still picture say the same. All text goes in by textContent.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("sg-data").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const status = byId("sg-status");
  const nodeById = new Map(data.nodes.map((node) => [node.id, node]));
  const edgeById = new Map(data.edges.map((edge) => [edge.id, edge]));
  const nodeByFragment = new Map(data.nodes.map((node) => [node.fragment, node]));
  const edgeByFragment = new Map();
  const pieces = [];
  for (const edge of data.edges) {
    edge.from = data.nodes[edge.from].id;
    edge.to = data.nodes[edge.to].id;
    edgeByFragment.set(edge.id, edge);
    edge.evidence = edge.evidence.map((fragment) => {
      const row = byId(fragment);
      edgeByFragment.set(fragment, edge);
      // Without script a fragment leads to the row of the table; with it, to the panel.
      row.removeAttribute("id");
      const confidence = Number(row.cells[6].textContent);
      return { fragment, row, edge, confidence, kinds: (row.dataset.kinds || "").split(" ").filter(Boolean) };
    });
    pieces.push(...edge.evidence);
  }

  for (const box of document.querySelectorAll("input[data-filter]")) box.disabled = false;
  byId("sg-search-form").hidden = false;
  byId("sg-tools").hidden = false;

  const colours = () => dark.matches
    ? { ink: "#e8eaed", ground: "#14171b", issue: "#1e2329", edge: "#a9b1ba", lift: { 1: "#56a8dd", "-1": "#f07f2e", 0: "#a9b1ba" } }
    : { ink: "#1b1f24", ground: "#ffffff", issue: "#f5f6f8", edge: "#565d66", lift: {} };

  function drawnNode(node) {
    const tone = colours();
    const fill = node.kind === "Issue" ? tone.issue : node.color;
    const border = node.kind === "Issue" ? tone.edge : tone.ink;
    const font = { color: tone.ink, size: node.font, face: "Liberation Sans, Arial, sans-serif" };
    if (node.kind !== "Issue") Object.assign(font, { strokeWidth: 4, strokeColor: tone.ground });
    const color = { background: fill, border, highlight: { background: fill, border: "#8250df" }, hover: { background: fill, border: "#8250df" } };
    const title = node.label.replaceAll("\n", " ") === node.name ? undefined : node.name;
    return { id: node.id, label: node.label, title, shape: node.shape, size: node.size, x: node.x, y: node.y, color, font, borderWidth: 1, borderWidthSelected: 3 };
  }

  // Dashes cost seven times as much to draw; in a large map colour and arrowhead must do.
  const dashed = data.edges.length < 3000;
  function drawnEdge({ id, from, to, sign, width, bend }) {
    const line = data.lines[sign];
    const tone = colours().lift[sign] || line.colour;
    return {
      id, from, to, width,
      // A bar has no body: a line that ends where an arrow's would begin leaves a gap before it.
      arrowStrikethrough: line.arrow !== "arrow" && line.arrow !== "vee",
      dashes: dashed && line.dashes.length > 0 && line.dashes,
      arrows: { to: { enabled: line.arrow !== "", type: line.arrow, scaleFactor: 0.8 } },
      smooth: bend !== 0 && { enabled: true, type: "curvedCW", roundness: bend },
      // Without colours of its own for "highlight" and "hover", vis paints a chosen edge grey: the sign would be gone.
      color: { color: tone, highlight: tone, hover: tone, inherit: false },
    };
  }

  const chosen = { sign: new Set(), kind: null, type: new Set(), camp: null };
  let least = 0;
  // Without bounds of its own an undated piece is seen; once dates are asked for, it is not.
  const days = byId("sg-days") && [byId("sg-from"), byId("sg-to")];
  const inDays = (date) => !days || days.every((day) => day.value === day.defaultValue)
    || (date !== "" && (!days[0].value || date >= days[0].value) && (!days[1].value || date.slice(0, 10) <= days[1].value));
  let near = null;
  function readFilters() {
    for (const name of Object.keys(chosen)) {
      const boxes = [...document.querySelectorAll(`input[data-filter="${name}"]`)];
      chosen[name] = boxes.length ? new Set(boxes.filter((box) => box.checked).map((box) => box.value)) : null;
    }
  }
  const passes = (name, value) => chosen[name] === null || chosen[name].has(String(value));
  const nodePasses = (node) => (near === null || near.has(node.id)) && passes("type", node.kind) && (node.kind === "Issue" || passes("camp", node.camp));
  const piecePasses = (piece) => piece.confidence >= least && inDays(piece.row.dataset.date || "")
    && (piece.kinds.length === 0 || piece.kinds.some((kind) => passes("kind", kind)));
  const piecesOf = (edge) => edge.evidence.filter(piecePasses);
  const edgePasses = (edge) => passes("sign", edge.sign) && piecesOf(edge).length > 0
    && nodePasses(nodeById.get(edge.from)) && nodePasses(nodeById.get(edge.to));
  readFilters();

  const nodes = new vis.DataSet(data.nodes.map(drawnNode));
  const edges = new vis.DataSet(data.edges.map(drawnEdge));
  const nodeView = new vis.DataView(nodes, { filter: (node) => nodePasses(nodeById.get(node.id)) });
  const edgeView = new vis.DataView(edges, { filter: (edge) => edgePasses(edgeById.get(edge.id)) });
  const network = new vis.Network(byId("sg-map"), { nodes: nodeView, edges: edgeView }, {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: data.edges.length < 2000, hideEdgesOnDrag: data.edges.length > 1000, hideEdgesOnZoom: data.edges.length > 1000, multiselect: false, selectConnectedEdges: false },
    edges: { selectionWidth: 2, hoverWidth: 1, selfReference: { size: 18 } },
    nodes: { margin: { top: 6, bottom: 6, left: 7, right: 7 } },
  });

  // Fitted here and not by vis, which asks for the extent of labels before it has drawn and so measured them.
  const MARGIN = 14;
  function fit(animation = false) {
    const { clientWidth: width, clientHeight: height } = byId("sg-map");
    const seen = nodeView.get();
    if (!seen.length || width <= 2 * MARGIN || height <= 2 * MARGIN) return;
    const places = network.getPositions();
    const boxes = seen.map(({ id }) => ({ ...places[id], of: nodeById.get(id) }));
    const left = Math.min(...boxes.map(({ x, of }) => x - of.half));
    const right = Math.max(...boxes.map(({ x, of }) => x + of.half));
    const top = Math.min(...boxes.map(({ y, of }) => y - of.up));
    const bottom = Math.max(...boxes.map(({ y, of }) => y + of.down));
    const scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top), 1.6);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  }
  const glide = () => !still.matches && { duration: 300 };
  // A map that the reader has not moved yet is fitted anew when its frame changes.
  let moved = false;
  for (const name of ["zoom", "dragStart"]) network.on(name, () => { moved = true; });
  new ResizeObserver(() => { network.redraw(); if (!moved) fit(); }).observe(byId("sg-map"));
  fit();
  network.once("afterDrawing", () => { document.documentElement.dataset.drawn = "yes"; });

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function entry({ fragment, row, edge }, cited) {
    const [source, verb, target, words, article, rule, confidence] = row.cells;
    const item = element("li", undefined, `sign${edge.sign}`);
    if (fragment === cited) { item.classList.add("cited"); item.setAttribute("aria-current", "true"); }
    const claim = element("strong");
    claim.append(element("bdi", source.textContent), ` ${verb.textContent} `, element("bdi", target.textContent));
    const facts = element("div", undefined, "facts");
    facts.append(`Rule: ${rule.textContent} · confidence ${confidence.textContent}`, element("br"));
    facts.append(...[...article.childNodes].map((node) => node.cloneNode(true)), " · ");
    const cite = element("a", "cite");
    cite.href = `#${fragment}`;
    cite.setAttribute("aria-label", `Link to this evidence: ${claim.textContent}`);
    facts.append(cite);
    item.append(claim, element("q", words.textContent), facts);
    return item;
  }

  const CAP = 50;
  function show(title, note, found, cited) {
    byId("sg-panel-title").textContent = title;
    byId("sg-focus").hidden = centre === null;
    byId("sg-panel-note").textContent = found.length > CAP ? `${note} The first ${CAP} are here, all are in the table.` : note;
    const first = found.slice(0, CAP);
    const wanted = found.find((piece) => piece.fragment === cited);
    if (wanted && !first.includes(wanted)) first.unshift(wanted);
    byId("sg-evidence").replaceChildren(...first.map((piece) => entry(piece, cited)));
    const current = byId("sg-evidence").querySelector(".cited") || byId("sg-panel");
    current.scrollIntoView({ block: "nearest" });
  }
  let centre = null;
  const count = (number) => `${number} ${number === 1 ? "piece" : "pieces"} of evidence.`;

  function openEdge(edge, cited) {
    const found = piecesOf(edge);
    const [from, to] = [nodeById.get(edge.from), nodeById.get(edge.to)];
    centre = null;
    if (edgePasses(edge)) network.selectEdges([edge.id]);
    show(`${from.name} – ${to.name}`, count(found.length), found, cited);
  }

  function openNode(node) {
    const tied = data.edges.filter((edge) => (edge.from === node.id || edge.to === node.id) && edgePasses(edge));
    const found = tied.flatMap(piecesOf);
    centre = node;
    const camp = data.camps.find((one) => one.number === node.camp);
    const about = [node.kind.toLowerCase(), camp && `coalition ${camp.name}`].filter(Boolean).join(", ");
    show(node.name, `${about[0].toUpperCase()}${about.slice(1)}. ${count(found.length)}`, found);
  }

  // One listener for both: vis reports an edge under the pointer together with a node only if no node is hit.
  network.on("click", ({ nodes: hitNodes, edges: hitEdges }) => {
    if (hitNodes.length) {
      const node = nodeById.get(hitNodes[0]);
      history.replaceState(null, "", `#${node.fragment}`);
      openNode(node);
    } else if (hitEdges.length) {
      const edge = edgeById.get(hitEdges[0]);
      history.replaceState(null, "", `#${piecesOf(edge)[0].fragment}`);
      openEdge(edge);
    }
  });
  network.on("hoverEdge", () => { byId("sg-map").style.cursor = "pointer"; });
  network.on("hoverNode", () => { byId("sg-map").style.cursor = "pointer"; });
  network.on("blurEdge", () => { byId("sg-map").style.cursor = ""; });
  network.on("blurNode", () => { byId("sg-map").style.cursor = ""; });

  function openFragment() {
    let fragment = location.hash.slice(1);
    try { fragment = decodeURIComponent(fragment); } catch { return; }
    const edge = edgeByFragment.get(fragment);
    const node = nodeByFragment.get(fragment);
    if (edge) openEdge(edge, fragment);
    else if (node) {
      if (nodePasses(node)) network.selectNodes([node.id], false);
      openNode(node);
    } else return;
    byId("sg-panel").focus({ preventScroll: true });
    byId("sg-panel").closest(".work").scrollIntoView({ block: "nearest" });
  }
  window.addEventListener("hashchange", openFragment);
  document.addEventListener("click", (event) => {
    // A second click on the same citation changes no hash, but the reader wants to see it again.
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) openFragment();
  });

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  function search() {
    const wanted = folded(byId("sg-search").value.trim());
    if (!wanted) { status.textContent = ""; return; }
    const hits = data.nodes.filter((node) => nodePasses(node) && folded(node.name).includes(wanted));
    const best = hits.find((node) => folded(node.name) === wanted) || hits.find((node) => folded(node.name).startsWith(wanted)) || hits[0];
    if (!best) { status.textContent = `None of the ${status.dataset.what} matches.`; return; }
    status.textContent = hits.length === 1 ? `Found ${best.name}.` : `Found ${best.name} and ${hits.length - 1} more.`;
    network.selectNodes([best.id], false);
    network.focus(best.id, { scale: Math.max(network.getScale(), 0.9), animation: glide() });
    openNode(best);
  }
  byId("sg-search-form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  byId("sg-search").addEventListener("change", search);

  function filter() {
    readFilters();
    network.unselectAll();
    nodeView.refresh();
    edgeView.refresh();
    for (const piece of pieces) piece.row.hidden = !edgePasses(piece.edge) || !piecePasses(piece);
    status.textContent = `Shown: ${nodeView.length} of ${data.nodes.length} ${status.dataset.what}, ${edgeView.length} of ${data.edges.length} ties.`;
  }
  for (const box of document.querySelectorAll("input[data-filter]")) box.addEventListener("change", filter);

  if (days) {
    byId("sg-days").disabled = false;
    for (const day of days) day.addEventListener("change", filter);
  }
  if (byId("sg-confidence")) {
    byId("sg-least").hidden = false;
    byId("sg-confidence").addEventListener("input", (event) => {
      least = Number(event.target.value);
      document.querySelector("#sg-least output").textContent = least.toFixed(2);
      filter();
    });
  }

  // Neighbours are counted along the ties that the other filters let through.
  function around(node, steps) {
    near = null;
    const reached = new Set([node.id]);
    for (let step = 0; step < steps; step += 1) {
      const from = new Set(reached);
      for (const edge of data.edges.filter(edgePasses)) {
        if (from.has(edge.from)) reached.add(edge.to);
        if (from.has(edge.to)) reached.add(edge.from);
      }
    }
    near = steps ? reached : null;
    filter();
    fit(glide());
  }
  for (const button of byId("sg-focus").querySelectorAll("button"))
    button.addEventListener("click", () => around(centre, Number(button.dataset.steps)));

  function save(name, blob) {
    const link = element("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${document.title.replace(/[^\p{L}\p{N} ._-]+/gu, "").trim().slice(0, 80) || "map"}.${name}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  byId("sg-svg").addEventListener("click", () => {
    save("svg", new Blob([new XMLSerializer().serializeToString(document.querySelector("svg.still"))], { type: "image/svg+xml" }));
  });
  byId("sg-png").addEventListener("click", () => {
    const canvas = byId("sg-map").querySelector("canvas");
    const copy = element("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext("2d");
    context.fillStyle = colours().ground;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => save("png", blob));
  });
  // A cell that begins like a formula would be run by a spreadsheet.
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  const table = document.querySelector(".table table");
  byId("sg-csv").addEventListener("click", () => {
    const rows = [...table.rows].filter((row) => !row.hidden);
    const lines = rows.map((row) => [...row.cells].map((one) => cell(one.textContent)).join(","));
    save("csv", new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  });

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = element("button", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = (a, b) => collator.compare(a.cells[column].textContent, b.cells[column].textContent);
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
    });
  });

  byId("sg-fit").addEventListener("click", () => { moved = false; fit(glide()); });
  let settling = 0;
  byId("sg-arrange").addEventListener("click", () => {
    clearTimeout(settling);
    network.setOptions({ physics: { enabled: true, solver: "forceAtlas2Based", forceAtlas2Based: { avoidOverlap: 0.9, springLength: 140 }, stabilization: false } });
    status.textContent = "Re-arranging for four seconds.";
    settling = setTimeout(() => {
      network.setOptions({ physics: { enabled: false } });
      status.textContent = "Re-arranged.";
    }, 4000);
  });

  // The canvas can't be reached by a screen reader; with the keyboard n and p walk along the ties, Escape leaves.
  let at = -1;
  byId("sg-map").addEventListener("keydown", (event) => {
    const seen = data.edges.filter(edgePasses);
    if (!seen.length || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { network.unselectAll(); return; }
    if (event.key !== "n" && event.key !== "p") return;
    at = (at + (event.key === "n" ? 1 : seen.length - 1) + seen.length) % seen.length;
    openEdge(seen[at]);
    status.textContent = `Tie ${at + 1} of ${seen.length}.`;
  });

  dark.addEventListener("change", () => { nodes.update(data.nodes.map(drawnNode)); edges.update(data.edges.map(drawnEdge)); });
  // For tests and for the console: what the map shows now, and where.
  window.stakegraph = { network, data, shown: () => ({ nodes: nodeView.getIds(), edges: edgeView.getIds() }) };
  openFragment();
})();
