/* An item that waits, as text to hand on: in the words of the forms' pages, which stand on this one. */
(function () {
  "use strict";
  if (!window.outbox) return;
  const HIDDEN = ["key", "unit", "held_on", "day", "month", "year", "confirmed"]; // nobody reads them, or the day is told besides
  const read = (name) => new Map([...document.querySelectorAll(`[data-${name}]`)].map((each) => [each.dataset[name], each.textContent]));
  const boxes = read("box"), choices = read("choice");

  /* A box of several is named for all it stands for: "Chào cờ đầu tuần, T2, Số lượt học sinh", "Việc khác 1, số". */
  const said = (name) => name.replace(/[a-z][a-z_]*/g, (each) => boxes.get(each) || each).replace(/-(?=\d)/g, " ").replace(/-/g, ", ");
  const chosen = (name, value) => choices.get(`${name.replace(/^.*-/, "")} ${value}`) || (/^\d{4}-\d\d-\d\d$/.test(value) ? value.split("-").reverse().join("/") : value);

  window.outbox.write = (item, about) => {
    const typed = [...new URLSearchParams(item.body)].filter(([name, value]) => value && !HIDDEN.includes(name));
    const text = [item.what, about, ...typed.map(([name, value]) => `${said(name)}: ${chosen(name, value)}`)].join("\n");
    if (navigator.share) { navigator.share({ text: text }).catch(() => {}); return; }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = `cho-gui-${item.key.slice(0, 8)}.txt`;
    link.click();
  };
})();
