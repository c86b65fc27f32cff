// Finding: search over names, neighbours of an actor, the path between two, and the keyboard.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const namesOf = (node) => [node.name, ...node.aliases.split("; ")].filter(Boolean).map(folded);

function lookUp(text, among) {
  const wanted = folded(text.trim());
  const hits = among.filter((node) => namesOf(node).some((name) => name.includes(wanted)));
  const best = ["===", "starts"].map((way) => hits.find((node) => namesOf(node).some((name) => (way === "===" ? name === wanted : name.startsWith(wanted)))));
  return { best: best[0] || best[1] || hits[0], hits };
}

function search() {
  const wanted = byId("sg-search").value;
  if (!wanted.trim()) { say(""); return; }
  const { best, hits } = lookUp(wanted, nodes.filter(nodePasses));
  if (!best) { say(`None of the ${status.dataset.what} matches.`); return; }
  say(hits.length === 1 ? `Found ${best.name}.` : `Found ${best.name} and ${hits.length - 1} more.`);
  openNode(best);
  network.focus(best.id, { scale: Math.max(network.getScale(), 0.9), animation: glide() });
}

function keepTo(reached, ties = null) {
  [near, joined] = [reached, ties];
  filter();
  fit(glide());
}

// Neighbours are counted along the ties that the other filters let through.
function around(node, steps) {
  [near, joined] = [null, null];
  const seen = edges.filter(edgePasses);
  const reached = new Set([node.id]);
  for (let step = 0; step < steps; step += 1) {
    const from = new Set(reached);
    for (const edge of seen) {
      if (from.has(edge.from)) reached.add(edge.to);
      if (from.has(edge.to)) reached.add(edge.from);
    }
  }
  keepTo(reached);
  network.selectNodes([node.id], false);
}

// The shortest path along the ties that are shown, whatever their direction.
function shortest(from, to) {
  const ways = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges.filter(edgePasses)) { ways.get(edge.from).push(edge.to); ways.get(edge.to).push(edge.from); }
  const before = new Map([[from.id, null]]);
  for (const id of before.keys()) {
    if (id === to.id) break;
    for (const next of ways.get(id)) if (!before.has(next)) before.set(next, id);
  }
  const path = [];
  for (let id = before.has(to.id) ? to.id : null; id !== null; id = before.get(id)) path.unshift(id);
  return path;
}

function showPath() {
  const from = centre;
  const { best: to } = lookUp(byId("sg-goal").value, nodes);
  if (!byId("sg-goal").value.trim() || !to) { say(`None of the ${status.dataset.what} matches.`); return; }
  [near, joined] = [null, null];
  const path = shortest(from, to);
  if (path.length < 2) { filter(); say(`No path leads from ${from.name} to ${to.name} along the ties that are shown.`); return; }
  const steps = path.slice(1).map((id, at) => pair(path[at], id));
  keepTo(new Set(path), new Set(steps));
  const found = steps.flatMap((step) => edges.filter((edge) => pair(edge.from, edge.to) === step && edgePasses(edge)).flatMap(piecesOf));
  const names = path.map((id) => nodes[id].name).join(" – ");
  say(`${path.length - 1} ${path.length === 2 ? "step" : "steps"} from ${from.name} to ${to.name}.`);
  show(names, count(found.length), found);
}

// The canvas can't be reached by a screen reader; with the keyboard n and p walk along the ties, Escape leaves.
let at = -1;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOMS = { "+": 1.25, "=": 1.25, "-": 0.8 };
function press(event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape") { network.unselectAll(); return; }
  const view = { position: network.getViewPosition(), scale: network.getScale(), animation: false };
  if (MOVES[key]) {
    const step = 80 / view.scale;
    view.position = { x: view.position.x + MOVES[key][0] * step, y: view.position.y + MOVES[key][1] * step };
    network.moveTo(view);
  } else if (ZOOMS[key]) network.moveTo({ ...view, scale: view.scale * ZOOMS[key] });
  else if (key === "n" || key === "p") walk(key === "n" ? 1 : -1);
  else if (key === "0") keepTo(null);
  else if (/^[1-9]$/.test(key) && centre) around(centre, Number(key));
  else if (key === "Enter") byId("sg-panel").focus();
  else return;
  event.preventDefault();
}
function walk(step) {
  const seen = edges.filter(edgePasses);
  if (!seen.length) return;
  at = at < 0 && step < 0 ? seen.length - 1 : (at + step + seen.length) % seen.length;
  openEdge(seen[at]);
  say(`Tie ${at + 1} of ${seen.length}.`);
}

function startFinding() {
  byId("sg-names").append(...[...new Set(nodes.flatMap((node) => [node.name, ...node.aliases.split("; ")]))].filter(Boolean).sort().map((name) => {
    const option = element("option");
    option.value = name;
    return option;
  }));
  byId("sg-search-form").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  byId("sg-search").addEventListener("change", search);
  byId("sg-focus").addEventListener("submit", (event) => { event.preventDefault(); around(centre, Number(byId("sg-steps").value)); });
  byId("sg-all").addEventListener("click", () => keepTo(null));
  byId("sg-path").addEventListener("click", showPath);
  byId("sg-goal").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); showPath(); } });
  byId("sg-map").addEventListener("keydown", press);
}

function startSorting(table) {
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
}
