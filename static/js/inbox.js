/* The inbox by keyboard: j and k, or the arrows, go along the list; / goes to the search. */
(function () {
  "use strict";
  var TYPED = "input,select,textarea";

  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-keys] a"));
  }

  function move(by) {
    var all = rows();
    var here = all.indexOf(document.activeElement);
    if (here < 0) here = all.findIndex(function (row) { return row.hasAttribute("aria-current"); });
    var next = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + by))];
    if (next) next.focus();
    return Boolean(next);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPED)) return;
    var along = { j: 1, k: -1 }[event.key];
    if (!along && event.target.closest("[data-keys]")) along = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (along && move(along)) event.preventDefault();
    var search = event.key === "/" && document.querySelector("[data-search]");
    if (search) {
      search.focus();
      event.preventDefault();
    }
  });
})();
