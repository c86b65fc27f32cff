"use strict";
// Evidence that other marks cut into several pieces is framed as a whole; without script its first piece is.
(() => {
  function frame() {
    const wanted = location.hash.slice(1);
    for (const mark of document.querySelectorAll("mark.hit")) mark.classList.remove("hit");
    if (!wanted) return;
    for (const mark of document.querySelectorAll("mark[data-inside]"))
      if (mark.dataset.inside.split(" ").includes(wanted)) mark.classList.add("hit");
  }
  // The legend chooses what is marked; the text itself stays.
  const boxes = [...document.querySelectorAll("input[data-filter]")];
  const marks = [...document.querySelectorAll(".text mark")].map((mark) => ({ mark, kinds: mark.className.split(" ") }));
  function filter() {
    const seen = new Set(["boilerplate", ...boxes.filter((box) => box.checked).map((box) => box.dataset.filter)]);
    for (const { mark, kinds } of marks) mark.className = kinds.filter((kind) => seen.has(kind)).join(" ");
    for (const ref of document.querySelectorAll(".ref")) ref.hidden = !seen.has(ref.dataset.kind);
    frame();
  }
  for (const box of boxes) { box.disabled = false; box.addEventListener("change", filter); }
  window.addEventListener("hashchange", frame);
  frame();
})();
