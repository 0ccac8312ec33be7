/* An item that waits, as text to hand on: in the words of the forms' pages, which stand on this one. */
(function () {
  "use strict";
  if (!window.outbox) return;
  const HIDDEN = ["key", "unit", "held_on", "day", "month", "year", "confirmed"]; // nobody reads them, or the day is told besides
  const words = Object.fromEntries([...document.querySelectorAll("[data-word]")].map((each) => [each.dataset.word, each.textContent]));

  /* A box of several is named for all it stands for, with the day between: "Chào cờ-2026-11-23, Số lượt học sinh". */
  const said = (name) => name.replace(/[a-z][a-z_]*/g, (each) => words[each] || each).replace(/-(?=\D)/g, ", ");

  window.outbox.write = (item, about) => {
    const typed = [...new URLSearchParams(item.body)].filter(([name, value]) => value && !HIDDEN.includes(name));
    const text = [item.what, about, ...typed.map(([name, value]) => `${said(name)}: ${words[value] || value}`)].join("\n");
    if (navigator.share) { navigator.share({ text: text }).catch(() => {}); return; }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = `cho-gui-${item.key.slice(0, 8)}.txt`;
    link.click();
  };
})();
