// What of all nodes, edges and pieces is shown.
const chosen = { sign: null, kind: null, type: null, camp: null, land: null, issue: null };
function readFilters() {
  for (const name of Object.keys(chosen)) {
    const boxes = [...document.querySelectorAll(`input[data-filter="${name}"]`)];
    chosen[name] = boxes.every((box) => box.checked) ? null : new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  }
}
const passes = (name, value) => chosen[name] === null || chosen[name].has(String(value));

let least = 0;
let first = 0;
let last = data.days.length - 1;
// Without bounds of its own an undated piece is seen; once dates are asked for, it is not.
function inDays(piece) {
  if (first <= 0 && last >= data.days.length - 1) return true;
  const day = piece.text("date").slice(0, 10);
  return day >= data.days[first] && day <= data.days[last];
}

// The nodes to which the map is kept, and if it is kept to a path, the pairs that are joined on it.
let near = null;
let joined = null;
const pair = (one, other) => `${Math.min(one, other)} ${Math.max(one, other)}`;

const isIssue = (node) => node.kind === "issue";
function nodePasses(node) {
  if (near !== null && !near.has(node.id)) return false;
  if (chosen.type !== null && !chosen.type.has(node.kind[0].toUpperCase() + node.kind.slice(1))) return false;
  return isIssue(node) ? passes("issue", node.id) : passes("camp", node.camp) && passes("land", node.land);
}
const piecePasses = (piece) => (least === 0 || Number(piece.text("confidence")) >= least) && inDays(piece)
  && (chosen.kind === null || piece.kinds.length === 0 || piece.kinds.some((kind) => chosen.kind.has(kind)));
const piecesOf = (edge) => edge.evidence.filter(piecePasses);
const edgePasses = (edge) => passes("sign", edge.sign) && (joined === null || joined.has(pair(edge.from, edge.to)))
  && nodePasses(nodes[edge.from]) && nodePasses(nodes[edge.to]) && edge.evidence.some(piecePasses);

function filter() {
  readFilters();
  network.unselectAll();
  nodeView.refresh();
  edgeView.refresh();
  const [seenNodes, seenEdges] = [new Set(nodeView.getIds()), new Set(edgeView.getIds())];
  for (const piece of pieces) piece.row.hidden = !seenEdges.has(piece.edge.id) || !piecePasses(piece);
  for (const node of nodes) node.row.hidden = !seenNodes.has(node.id);
  say(`Shown: ${seenNodes.size} of ${nodes.length} ${status.dataset.what}, ${seenEdges.size} of ${edges.length} ties.`);
}

function startFilters() {
  const issues = byId("sg-issues");
  if (issues) {
    issues.hidden = false;
    for (const node of nodes.filter(isIssue)) {
      const box = element("input");
      Object.assign(box, { type: "checkbox", checked: true, value: node.id });
      box.dataset.filter = "issue";
      const label = element("label");
      label.append(box, " ", element("bdi", node.name));
      issues.append(label);
    }
    for (const button of issues.querySelectorAll("button"))
      button.addEventListener("click", () => {
        for (const box of issues.querySelectorAll("input")) box.checked = button.dataset.all !== "";
        filter();
      });
  }
  for (const box of document.querySelectorAll("input[data-filter]")) {
    box.disabled = false;
    box.addEventListener("change", filter);
  }
  if (byId("sg-days")) startDays();
  if (byId("sg-confidence")) {
    byId("sg-least").hidden = false;
    byId("sg-confidence").addEventListener("input", (event) => {
      least = Number(event.target.value);
      document.querySelector("#sg-least output").textContent = least.toFixed(2);
      filter();
    });
  }
}

function startDays() {
  const [from, to] = [byId("sg-from"), byId("sg-to")];
  byId("sg-days").disabled = false;
  for (const slider of [from, to])
    slider.addEventListener("input", () => {
      // The one that is moved pushes the other before it.
      if (Number(from.value) > Number(to.value)) (slider === from ? to : from).value = slider.value;
      [first, last] = [Number(from.value), Number(to.value)];
      from.setAttribute("aria-valuetext", data.days[first]);
      to.setAttribute("aria-valuetext", data.days[last]);
      document.querySelector("#sg-days output").textContent = `${data.days[first]} – ${data.days[last]}`;
      filter();
    });
}
