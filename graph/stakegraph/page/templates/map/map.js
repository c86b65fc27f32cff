// The map itself: vis-network draws, but neither places nor fits.
const colours = () => dark.matches
  ? { ink: "#e8eaed", ground: "#14171b", issue: "#1e2329", edge: "#a9b1ba", lift: { 1: "#56a8dd", "-1": "#f07f2e", 0: "#a9b1ba" } }
  : { ink: "#1b1f24", ground: "#ffffff", issue: "#f5f6f8", edge: "#565d66", lift: {} };
const NO_GROUP = "#9AA0A6";
const SHAPES = { person: "dot", organization: "square", country: "diamond", group: "triangle", issue: "box" };
let grouping = "camp";
const groupOf = (node) => data.groups[grouping][node[grouping]];
const fillOf = (node) => (isIssue(node) ? colours().issue : (groupOf(node) || { colour: NO_GROUP }).colour);

function drawnNode(node) {
  const tone = colours();
  const background = fillOf(node);
  const border = isIssue(node) ? tone.edge : tone.ink;
  const font = { color: tone.ink, size: node.font, face: "Liberation Sans, Arial, sans-serif" };
  if (!isIssue(node)) Object.assign(font, { strokeWidth: 4, strokeColor: tone.ground });
  const chosenColour = { background, border: "#8250df" };
  const title = node.label.replaceAll("\n", " ") === node.name ? undefined : node.name;
  return {
    id: node.id, label: node.label, title, shape: SHAPES[node.kind], size: node.size, x: node.x, y: node.y, font,
    color: { background, border, highlight: chosenColour, hover: chosenColour }, borderWidth: 1, borderWidthSelected: 3,
  };
}

// Dashes cost seven times as much to draw; in a large map colour and arrowhead must do.
const dashed = edges.length < 3000;
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

const nodeSet = new vis.DataSet(nodes.map(drawnNode));
const edgeSet = new vis.DataSet(edges.map(drawnEdge));
const nodeView = new vis.DataView(nodeSet, { filter: ({ id }) => nodePasses(nodes[id]) });
const edgeView = new vis.DataView(edgeSet, { filter: ({ id }) => edgePasses(edges[id]) });
const network = new vis.Network(byId("sg-map"), { nodes: nodeView, edges: edgeView }, {
  autoResize: true,
  physics: { enabled: false },
  layout: { improvedLayout: false },
  interaction: { hover: edges.length < 2000, hideEdgesOnDrag: edges.length > 1000, hideEdgesOnZoom: edges.length > 1000, multiselect: false, selectConnectedEdges: false },
  edges: { selectionWidth: 2, hoverWidth: 1, selfReference: { size: 18 } },
  nodes: { margin: { top: 6, bottom: 6, left: 7, right: 7 } },
});

function repaint() {
  nodeSet.update(nodes.map(drawnNode));
  edgeSet.update(edges.map(drawnEdge));
}

// The ground of a group: broad lines between members that are near each other, as far as they are shown.
function groundOf({ ground }, places) {
  return ground.filter(([one, other]) => places[one] && places[other]);
}
const GROUND = 48;
network.on("beforeDrawing", (context) => {
  const places = network.getPositions(nodeView.getIds());
  Object.assign(context, { lineWidth: 2 * GROUND, lineCap: "round", lineJoin: "round", globalAlpha: 0.16 });
  for (const group of data.groups[grouping]) {
    context.strokeStyle = group.colour;
    context.beginPath();
    for (const [one, other] of groundOf(group, places)) {
      context.moveTo(places[one].x, places[one].y);
      // A line of no length at all is not drawn.
      context.lineTo(places[other].x + 0.01, places[other].y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
});

// Fitted here and not by vis, which asks for the extent of labels before it has drawn and so measured them.
const MARGIN = 14;
const AIR = 12;
function extent() {
  const places = network.getPositions(nodeView.getIds());
  const boxes = Object.entries(places).map(([id, place]) => ({ ...place, of: nodes[id] }));
  const most = (numbers) => numbers.reduce((one, other) => Math.max(one, other), -Infinity);
  return {
    left: -most(boxes.map(({ x, of }) => Math.max(of.half, GROUND) - x)),
    right: most(boxes.map(({ x, of }) => x + Math.max(of.half, GROUND))),
    top: -most(boxes.map(({ y, of }) => Math.max(of.up, GROUND) - y)), bottom: most(boxes.map(({ y, of }) => y + of.down)),
  };
}
function fit(animation = false) {
  const { clientWidth: width, clientHeight: height } = byId("sg-map");
  if (!nodeView.length || width <= 2 * MARGIN || height <= 2 * MARGIN) return;
  const { left, right, top, bottom } = extent();
  const scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (bottom - top), 1.6);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}
const glide = () => !calm.matches && { duration: 300 };

function startMap() {
  // A map that the reader has not moved yet is fitted anew when its frame changes.
  let moved = false;
  for (const name of ["zoom", "dragStart"]) network.on(name, () => { moved = true; });
  new ResizeObserver(() => { network.redraw(); if (!moved) fit(); }).observe(byId("sg-map"));
  fit();
  // Behind the frame that shows the map, which else waits until thousands of rows of the tables are laid out.
  network.once("afterDrawing", () => setTimeout(() => {
    performance.mark("sg-drawn");
    document.documentElement.dataset.drawn = "yes";
  }));
  byId("sg-fit").addEventListener("click", () => { moved = false; fit(glide()); });
  dark.addEventListener("change", repaint);
  for (const name of ["hoverEdge", "hoverNode"]) network.on(name, () => { byId("sg-map").style.cursor = "pointer"; });
  for (const name of ["blurEdge", "blurNode"]) network.on(name, () => { byId("sg-map").style.cursor = ""; });
  for (const button of document.querySelectorAll("[data-colour]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      grouping = button.dataset.colour;
      for (const other of document.querySelectorAll("[data-colour]")) {
        other.setAttribute("aria-pressed", String(other === button));
        other.closest("fieldset").classList.toggle("plain", other !== button);
      }
      repaint();
    });
  }
}

let settling = 0;
function rearrange() {
  clearTimeout(settling);
  network.setOptions({ physics: { enabled: true, solver: "forceAtlas2Based", forceAtlas2Based: { avoidOverlap: 0.9, springLength: 140 }, stabilization: false } });
  say("Re-arranging for four seconds.");
  settling = setTimeout(() => {
    network.setOptions({ physics: { enabled: false } });
    say("Re-arranged.");
  }, 4000);
}
