// The panel: the sentences behind an edge, an actor or a path, each with a link by which it can be cited.
const CAP = 50;
let centre = null;
const count = (number) => `${number} ${number === 1 ? "piece" : "pieces"} of evidence.`;

function citation(fragment, text) {
  const link = element("a", "cite");
  link.href = `#${fragment}`;
  link.setAttribute("aria-label", `cite ${text}`);
  return link;
}

function entry(piece, cited) {
  const item = element("li", undefined, `sign${piece.edge.sign}`);
  if (piece.fragment === cited) { item.classList.add("cited"); item.setAttribute("aria-current", "true"); }
  const claim = element("strong");
  claim.append(element("bdi", piece.text("source")), ` ${piece.text("verb")} `, element("bdi", piece.text("target")));
  const words = element("blockquote");
  words.dir = "auto";
  words.append(...[...piece.cell("words").childNodes].map((node) => node.cloneNode(true)));
  const facts = element("div", undefined, "facts");
  const [speaker, date] = [piece.text("speaker"), piece.text("date")];
  if (speaker) facts.append("Said by ", element("bdi", speaker), element("br"));
  facts.append(`Rule: ${piece.text("rule")} · confidence ${piece.text("confidence")}`, element("br"));
  const article = piece.cell("article").cloneNode(true);
  const place = article.querySelector("i");
  if (place) place.prepend("characters ");
  facts.append(...article.childNodes, date ? `, ${date} · ` : " · ");
  facts.append(citation(piece.fragment, `this evidence: ${claim.textContent}`));
  item.append(claim, words, facts);
  return item;
}

function show(title, note, found, cited) {
  byId("sg-panel-title").textContent = title;
  byId("sg-focus").hidden = centre === null;
  byId("sg-panel-note").replaceChildren(...(Array.isArray(note) ? note : [note]));
  if (found.length > CAP) byId("sg-panel-note").append(` The first ${CAP} are here, all are in the table.`);
  const shown = found.slice(0, CAP);
  const wanted = found.find((piece) => piece.fragment === cited);
  if (wanted && !shown.includes(wanted)) shown.unshift(wanted);
  byId("sg-evidence").replaceChildren(...shown.map((piece) => entry(piece, cited)));
  const current = byId("sg-evidence").querySelector(".cited") || byId("sg-panel");
  current.scrollIntoView({ block: "nearest" });
}

function openEdge(edge, cited) {
  const found = piecesOf(edge);
  centre = null;
  if (edgePasses(edge)) network.selectEdges([edge.id]);
  show(`${nodes[edge.from].name} – ${nodes[edge.to].name}`, count(found.length), found, cited);
}

function openNode(node) {
  const tied = edges.filter((edge) => (edge.from === node.id || edge.to === node.id) && edgePasses(edge));
  const found = tied.flatMap(piecesOf);
  centre = node;
  if (nodePasses(node)) network.selectNodes([node.id], false);
  const camp = data.groups.camp[node.camp];
  const about = [node.kind, camp && `coalition ${camp.name}`, node.country && node.country !== node.name && node.country];
  const line = about.filter(Boolean).join(", ");
  const also = node.aliases ? ` Also called ${node.aliases}.` : "";
  const note = `${line[0].toUpperCase()}${line.slice(1)}.${also} ${count(found.length)} `;
  show(node.name, [note, citation(node.fragment, node.name)], found);
}

function openFragment() {
  let fragment = location.hash.slice(1);
  try { fragment = decodeURIComponent(fragment); } catch { return; }
  const found = byFragment.get(fragment);
  if (!found) return;
  if (found instanceof Piece) openEdge(found.edge, fragment);
  else openNode(found);
  byId("sg-panel").focus({ preventScroll: true });
  byId("sg-panel").closest(".work").scrollIntoView({ block: "nearest" });
}

function startPanel() {
  // One listener for both: vis reports an edge under the pointer together with a node only if no node is hit.
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node === undefined && edge === undefined) return;
    const fragment = node === undefined ? piecesOf(edges[edge])[0].fragment : nodes[node].fragment;
    history.replaceState(null, "", `#${fragment}`);
    if (node === undefined) openEdge(edges[edge]);
    else openNode(nodes[node]);
  });
  window.addEventListener("hashchange", openFragment);
  document.addEventListener("click", (event) => {
    // A second click on the same citation changes no hash, but the reader wants to see it again.
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) openFragment();
  });
}
