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
  window.addEventListener("hashchange", frame);
  frame();
})();
