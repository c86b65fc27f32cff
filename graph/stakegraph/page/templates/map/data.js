// The page works without this: the tables and the still picture say the same. All text goes in by textContent.
const byId = (id) => document.getElementById(id);
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const data = JSON.parse(byId("sg-data").textContent);
const status = byId("sg-status");
const say = (text) => { status.textContent = text; };
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

// Without script a fragment leads to the row of a table; with it, to the panel.
function takeFragment(row) {
  const fragment = row.id;
  row.removeAttribute("id");
  return fragment;
}

const nodeRows = [...byId("sg-nodes").tBodies[0].rows];
const nodes = data.nodes.map((values, id) => {
  const node = Object.fromEntries(data.columns.map((name, at) => [name, values[at]]));
  const row = nodeRows[id];
  const [name, kind, , country, aliases] = [...row.cells].map((cell) => cell.textContent);
  return { ...node, id, iri: data.base + node.id, row, fragment: takeFragment(row), name, kind, country, aliases };
});

const CELLS = ["source", "verb", "target", "words", "speaker", "date", "article", "rule", "confidence"];
class Piece {
  constructor(row, edge) {
    this.row = row;
    this.edge = edge;
    this.fragment = takeFragment(row);
    this.kinds = row.dataset.kinds ? row.dataset.kinds.split(" ") : [];
  }
  cell(name) { return this.row.cells[CELLS.indexOf(name)]; }
  text(name) { return this.cell(name).textContent; }
}

const pieceRows = [...byId("sg-pieces").tBodies[0].rows];
let taken = 0;
const edges = data.edges.map(([from, to, sign, width, bend, count], id) => {
  const edge = { id, from, to, sign, width, bend };
  edge.evidence = pieceRows.slice(taken, (taken += count)).map((row) => new Piece(row, edge));
  return edge;
});
const pieces = edges.flatMap((edge) => edge.evidence);
const byFragment = new Map([...nodes, ...pieces].map((one) => [one.fragment, one]));
