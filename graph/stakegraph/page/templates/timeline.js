// The page works without this: it adds filters. Text is only ever read from the page, never written as markup.
const byId = (id) => document.getElementById(id);
const boxes = [...document.querySelectorAll("input[data-filter]")];
const days = byId("sg-span") && [byId("sg-from"), byId("sg-to")];
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("tr[data-kind]")].map((row) => ({
  row,
  kind: row.dataset.kind,
  day: row.dataset.day,
  actors: [...row.querySelectorAll(".actor")].map((name) => folded(name.textContent)),
}));

// Without bounds of its own an undated row is seen; once dates are asked for, it is not.
const inDays = (day) => !days || days.every((one) => one.value === one.defaultValue)
  || (day !== "" && (!days[0].value || day >= days[0].value) && (!days[1].value || day <= days[1].value));

function filter() {
  const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const wanted = folded(byId("sg-search").value.trim());
  const passes = (actors) => wanted === "" || actors.some((name) => name.includes(wanted));
  for (const { row, kind, day, actors } of rows) row.hidden = !(kinds.has(kind) && inDays(day) && passes(actors));
  for (const body of document.querySelectorAll("tbody"))
    body.hidden = ![...body.rows].some((row) => row.dataset.kind && !row.hidden);
  for (const lane of document.querySelectorAll(".lane"))
    lane.classList.toggle("off", !passes([folded(lane.dataset.actor)]));
  for (const mark of document.querySelectorAll(".lane a"))
    mark.classList.toggle("off", !kinds.has(mark.dataset.kind));
  const seen = rows.filter(({ row }) => !row.hidden).length;
  byId("sg-status").textContent = `Shown: ${seen} of ${rows.length}.`;
}

for (const box of boxes) { box.disabled = false; box.addEventListener("change", filter); }
if (days) {
  byId("sg-span").disabled = false;
  for (const day of days) day.addEventListener("change", filter);
}
byId("sg-search-form").hidden = false;
byId("sg-search-form").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
byId("sg-search").addEventListener("input", filter);

byId("sg-tools").hidden = false;
byId("sg-csv").addEventListener("click", () => {
  const [head] = document.querySelectorAll("thead tr");
  const words = (row) => [...row.cells].map((cell) => cell.textContent.trim());
  const shown = rows.filter(({ row }) => !row.hidden);
  saveCsv([["Date", ...words(head)], ...shown.map(({ row, day }) => [day, ...words(row)])]);
});
