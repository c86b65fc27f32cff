for (const id of ["sg-search-form", "sg-tools", "sg-keys"]) byId(id).hidden = false;
startFilters();
startMap();
startPanel();
startFinding();
for (const id of ["sg-pieces", "sg-nodes"]) startSorting(byId(id));
byId("sg-arrange").addEventListener("click", rearrange);
for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => SAVES[button.dataset.save]());
window.addEventListener("beforeprint", redrawStill);
// For tests and for the console: what the map shows now, and where.
window.stakegraph = { network, data: { nodes, edges }, shown: () => ({ nodes: nodeView.getIds(), edges: edgeView.getIds() }) };
openFragment();
