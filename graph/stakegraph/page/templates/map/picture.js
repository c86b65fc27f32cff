// The still picture follows the map before it is printed or saved: what is shown, where, and in which colours.
const still = document.querySelector("svg.still");

function redrawStill() {
  const places = network.getPositions(nodeView.getIds());
  const marks = [...still.querySelector(".nodes").children];
  const names = [...still.querySelector(".names").children];
  for (const node of nodes) {
    const place = places[node.id];
    for (const mark of [marks[node.id], names[node.id]]) {
      if (!place) { mark.setAttribute("display", "none"); continue; }
      mark.removeAttribute("display");
      mark.setAttribute("transform", `translate(${Math.round(place.x - node.x)} ${Math.round(place.y - node.y)})`);
    }
    if (!isIssue(node)) marks[node.id].setAttribute("fill", (groupOf(node) || { colour: NO_GROUP }).colour);
  }
  const seen = new Set(edgeView.getIds());
  const taken = {};
  for (const edge of edges) {
    taken[edge.sign] = (taken[edge.sign] ?? -1) + 1;
    const path = still.querySelector(`g.line${edge.sign}`).children[taken[edge.sign]];
    if (!seen.has(edge.id)) { path.setAttribute("display", "none"); continue; }
    path.removeAttribute("display");
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    if (isMoved(from, places) || isMoved(to, places)) path.setAttribute("d", pathOf(edge, places));
  }
  redrawGrounds(places);
  if (nodeView.length) reframe();
}

// The legend of the colours that are shown keeps to the lower edge, as broad as the picture.
function reframe() {
  const { left, right, top, bottom } = extent();
  const width = right - left + 2 * AIR;
  let height = bottom - top + 2 * AIR;
  for (const key of still.querySelectorAll(".key")) {
    if (key.dataset.group !== grouping) { key.setAttribute("display", "none"); continue; }
    const scale = width / Number(key.dataset.width);
    key.removeAttribute("display");
    key.setAttribute("transform", `translate(${Math.round(left - AIR)} ${Math.round(bottom + AIR)}) scale(${scale.toFixed(3)})`);
    height += Number(key.dataset.height) * scale;
  }
  still.setAttribute("viewBox", [left - AIR, top - AIR, width, height].map(Math.round).join(" "));
}

const isMoved = (node, places) => Math.abs(places[node.id].x - node.x) + Math.abs(places[node.id].y - node.y) > 1;

function redrawGrounds(places) {
  still.querySelector(".grounds").replaceChildren(...data.groups[grouping].map((group) => {
    const path = document.createElementNS(still.namespaceURI, "path");
    const point = (id) => `${Math.round(places[id].x)} ${Math.round(places[id].y)}`;
    path.setAttribute("d", groundOf(group, places).map(([one, other]) => `M${point(one)}L${point(other)}`).join(""));
    path.setAttribute("stroke", group.colour);
    return path;
  }));
}

// The path of an edge from border to border, as the picture from Python has it.
function pathOf({ from, to, bend }, places) {
  const [a, b] = [places[from], places[to]];
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const size = nodes[from].up;
  if (length === 0) return `M ${a.x} ${a.y - size} c ${-2 * size} ${-3 * size} ${2 * size} ${-3 * size} 0 0`;
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + (bend / 2 + 0.5) * Math.PI;
  const reach = (bend / 2 + 0.5) * length;
  const via = bend ? { x: a.x + reach * Math.sin(angle), y: a.y + reach * Math.cos(angle) } : null;
  const [start, end] = [border(nodes[from], a, via || b), border(nodes[to], b, via || a)];
  return `M${start}${via ? `Q${Math.round(via.x)} ${Math.round(via.y)} ` : "L"}${end}`;
}
function border(node, at, toward) {
  const [dx, dy] = [toward.x - at.x, toward.y - at.y];
  const length = Math.hypot(dx, dy) || 1;
  const reach = isIssue(node) ? Math.min(node.half / Math.max(Math.abs(dx) / length, 1e-9), node.up / Math.max(Math.abs(dy) / length, 1e-9)) : node.up;
  const share = Math.min((reach + 5) / length, 0.9);
  return `${Math.round(at.x + dx * share)} ${Math.round(at.y + dy * share)}`;
}
