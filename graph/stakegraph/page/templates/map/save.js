// Taking away: what is shown, in the forms that others read.
// The still picture with what is shown, where it is now.
function shownPicture() {
  redrawStill();
  const copy = still.cloneNode(true);
  for (const gone of copy.querySelectorAll('[display="none"]')) gone.remove();
  return copy;
}
const svg = () => save("svg", new XMLSerializer().serializeToString(shownPicture()), "image/svg+xml");

// The same picture in dots, its longer side WIDE of them, on paper white.
const WIDE = 2400;
async function png() {
  const picture = shownPicture();
  const [, , width, height] = picture.getAttribute("viewBox").split(" ").map(Number);
  const canvas = element("canvas");
  const scale = WIDE / Math.max(width, height);
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  picture.setAttribute("width", canvas.width);
  picture.setAttribute("height", canvas.height);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save("png", blob));
}

function csv() {
  const rows = [...byId("sg-pieces").rows].filter((row) => !row.hidden);
  saveCsv(rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

const shownNodes = () => nodes.filter((node) => !node.row.hidden);
const shownPieces = () => pieces.filter((piece) => !piece.row.hidden);
// The words cell reads "…before", the quote, "after…".
function quoteOf(piece) {
  const words = piece.cell("words");
  const quote = words.querySelector("q");
  const [before, after] = [quote.previousSibling, quote.nextSibling];
  return { quote: quote.textContent, before: before ? before.textContent.slice(1) : "", after: after ? after.textContent.slice(0, -1) : "" };
}

const xml = (text) => String(text).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, " ")
  .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
function graphml() {
  const parts = { node: ["name", "type", "coalition", "country", "aliases", "x", "y"], edge: ["sign", "kind", "quote", "speaker", "date", "article", "rule", "confidence"] };
  const types = { x: "double", y: "double", sign: "int", confidence: "double" };
  const keys = Object.entries(parts).flatMap(([part, names]) => names.map((name) =>
    `<key id="${part}-${name}" for="${part}" attr.name="${name}" attr.type="${types[name] || "string"}"/>`));
  const facts = (part, values) => parts[part].map((name, at) => `<data key="${part}-${name}">${xml(values[at])}</data>`).join("");
  const places = network.getPositions();
  const drawn = shownNodes().map((node) => {
    const camp = data.groups.camp[node.camp];
    const values = [node.name, node.kind, camp ? camp.name : "", node.country, node.aliases, places[node.id].x, places[node.id].y];
    return `<node id="${xml(node.iri)}">${facts("node", values)}</node>`;
  });
  const tied = shownPieces().map((piece) => {
    const values = [piece.edge.sign, piece.kinds.join("/") || data.lines[piece.edge.sign].name, quoteOf(piece).quote,
      ...["speaker", "date", "article", "rule", "confidence"].map((name) => piece.text(name))];
    return `<edge id="${xml(piece.fragment)}" source="${xml(nodes[piece.edge.from].iri)}" target="${xml(nodes[piece.edge.to].iri)}">${facts("edge", values)}</edge>`;
  });
  const mode = data.item ? "directed" : "undirected";
  save("graphml", ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...keys,
    `<graph edgedefault="${mode}">`, ...drawn, ...tied, "</graph>", "</graphml>", ""].join("\n"), "application/graphml+xml");
}

// Turtle in the terms of the graph that the page was made from, so that it can be put beside it.
const iri = (text) => `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}>`;
const literal = (text) => JSON.stringify(text);
const TERMS = {
  sg: "https://w3id.org/stakegraph/ns#", plover: "https://w3id.org/stakegraph/plover#", oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", xsd: "http://www.w3.org/2001/XMLSchema#",
};
function nodeTurtle(node) {
  const kind = node.kind[0].toUpperCase() + node.kind.slice(1);
  const language = data.languages[node.id] || "en";
  return `${iri(node.iri)} a ${isIssue(node) ? "" : "sg:Actor , "}sg:${kind} ;\n\trdfs:label ${literal(node.name)}@${language} .`;
}
function itemTurtle([item, found]) {
  const [piece] = found;
  const ends = (name, side) => [...new Set(found.map(({ edge }) => `\t${name} ${iri(nodes[edge[side]].iri)} ;`))];
  const [, rule, factuality] = piece.text("rule").match(/^(.*?)(?: \((planned|hypothetical|denied)\))?$/s);
  const kinds = data.item === "Event"
    ? [...ends("sg:source", "from"), ...ends("sg:recipient", "to"), `\tsg:eventType ${piece.kinds.map((kind) => `plover:${kind}`).join(" , ")} ;`]
    : [...ends("sg:holder", "from"), ...ends("sg:target", "to"), `\tsg:polarity sg:${data.lines[piece.edge.sign].name} ;`];
  const article = data.articles[Number(piece.row.dataset.a || 0)];
  const evidence = piece.row.dataset.e && data.evidence + piece.row.dataset.e;
  const lines = [`${iri(item)} a sg:${data.item} ;`, ...kinds, `\tsg:factuality sg:${factuality || "actual"} ;`,
    `\tsg:confidence "${Number(piece.text("confidence"))}"^^xsd:decimal ;`, `\tsg:rule ${literal(rule)} ;`];
  if (article) lines.push(`\tprov:wasDerivedFrom ${iri(article)} ;`);
  if (!evidence) return [...lines, `\tsg:evidence [ a oa:SpecificResource ; oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ${literal(quoteOf(piece).quote)} ] ] .`].join("\n");
  return [...lines, `\tsg:evidence ${iri(evidence)} .`, ...evidenceTurtle(piece, evidence, article)].join("\n");
}
function evidenceTurtle(piece, evidence, article) {
  const { quote, before, after } = quoteOf(piece);
  const [start, end] = piece.text("article").match(/(\d+)–(\d+)$/).slice(1);
  const selector = (name) => iri(`${evidence.replace("/evidence/", "/selector/")}-${name}`);
  return [
    `${iri(evidence)} oa:hasSource ${iri(article)} ;\n\toa:hasSelector ${selector("quote")} , ${selector("position")} .`,
    `${selector("quote")} a oa:TextQuoteSelector ;\n\toa:exact ${literal(quote)} ;\n\toa:prefix ${literal(before)} ;\n\toa:suffix ${literal(after)} .`,
    `${selector("position")} a oa:TextPositionSelector ;\n\toa:start ${start} ;\n\toa:end ${end} .`,
  ];
}
function ttl() {
  const odd = new Map(Object.entries(data.items.odd));
  const items = new Map();
  for (const piece of shownPieces()) {
    const item = odd.get(piece.fragment) || data.items.base + piece.fragment;
    items.set(item, [...(items.get(item) || []), piece]);
  }
  const heads = Object.entries(TERMS).map(([name, place]) => `@prefix ${name}: <${place}> .`);
  save("ttl", [...heads, ...shownNodes().map(nodeTurtle), ...[...items].map(itemTurtle), ""].join("\n"), "text/turtle");
}

const SAVES = { png, svg, csv, graphml, ttl, rq: () => save("rq", `${byId("sg-query").textContent.trim()}\n`, "application/sparql-query") };
