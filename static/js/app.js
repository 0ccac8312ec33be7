/* What waits for nothing: steppers, their sum, copying, a fresh form after Back. htmx comes after the page is ready. */
document.documentElement.classList.add("js");
(function () {
  "use strict";
  var script = document.currentScript;

  function count(box) {
    var digits = box.value.replace(/[.\s]/g, "");
    return /^\d+$/.test(digits) ? Number(digits) : 0;
  }

  function addUp() {
    var sum = document.getElementById("sum");
    if (!sum) return;
    var total = 0;
    document.querySelectorAll("[data-adds]").forEach(function (box) { total += count(box); });
    sum.value = total.toLocaleString("vi-VN");
  }

  document.addEventListener("click", function (event) {
    var step = event.target.closest("[data-step]");
    if (step) {
      var box = document.getElementById(step.getAttribute("aria-controls"));
      var next = Math.max(0, count(box) + Number(step.dataset.step));
      box.value = next || (Number(step.dataset.step) < 0 && box.value === "1" ? "" : next || "");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (event.target.closest("[data-print]")) window.print();
    var all = event.target.closest("[data-all]");
    if (all) document.getElementsByName(all.dataset.all).forEach(function (each) { each.checked = all.checked; });
    var copy = event.target.closest("[data-copy]");
    if (copy) copyText(document.getElementById(copy.dataset.copy));
  });

  document.addEventListener("input", addUp);

  function say(source, worked) {
    var line = source.parentElement.querySelector("[data-copied]") || document.querySelector("[data-copied]");
    line.textContent = worked
      ? line.dataset.copied || "Đã sao chép. Mở nhóm Zalo, nhấn giữ ô tin nhắn rồi chọn Dán."
      : "Máy không cho sao chép. Nhấn giữ vào đoạn trên để chọn và sao chép.";
  }

  function copyText(source) {
    function byHand() {
      var fold = source.closest("details");
      if (fold) fold.open = true;
      var range = document.createRange();
      range.selectNodeContents(source);
      var chosen = window.getSelection();
      chosen.removeAllRanges();
      chosen.addRange(range);
      var worked = false;
      try { worked = document.execCommand("copy"); } catch (error) { worked = false; }
      say(source, worked);
    }
    if (!navigator.clipboard) return byHand();
    navigator.clipboard.writeText(source.textContent).then(function () { say(source, true); }, byHand);
  }

  /* Back shows what the server says now, also out of the browser's page cache: after signing out, the sign-in page. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
    addUp();
  });

  /* A scanned card: its secret stands after the # and goes nowhere until the tap, which takes it out of the address. */
  var card = document.querySelector("[data-card]");
  if (card && window.location.hash.length > 1) {
    card.elements.token.value = window.location.hash.slice(1);
    card.querySelector("[data-card-typed]").hidden = true;
    card.querySelector("[data-card-scanned]").hidden = false;
    card.addEventListener("submit", function () { window.history.replaceState(null, "", window.location.pathname); });
  }

  /* While a Vietnamese keyboard composes, every letter fires input; only finished text is sent. A draft takes any. */
  document.addEventListener("htmx:configRequest", function (event) {
    var cause = event.detail.triggeringEvent;
    if (cause && cause.isComposing && !isDraft(event)) event.preventDefault();
  });

  /* A draft is kept without a word while one types: its failures move nobody away, and what was typed meanwhile follows. */
  var typed = 0, keptUpTo = 0;
  function isDraft(event) { return event.detail.elt.hasAttribute("data-draft"); }
  document.addEventListener("input", function () { typed += 1; });
  document.addEventListener("htmx:beforeSend", function (event) { if (isDraft(event)) keptUpTo = typed; });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (isDraft(event) && keptUpTo !== typed && event.detail.elt.form) event.detail.elt.form.dispatchEvent(new Event("change"));
  });
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (isDraft(event) && [200, 409, 422].indexOf(event.detail.xhr.status) < 0) event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", addUp);

  /* What may wait on the phone waits there, when nobody answers in time, is busy, or answers who is not us (a portal, a proxy). */
  var AWAY = [429, 502, 503, 504, 507, 511];
  function mayWait(event) { return window.outbox && event.target.matches("form[data-queue]"); }
  document.addEventListener("htmx:configRequest", function (event) { if (mayWait(event)) event.detail.timeout = 20000; });
  ["htmx:sendError", "htmx:timeout", "htmx:beforeOnLoad"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var answer = event.detail.xhr, done = answer.status >= 200 && answer.status < 300 && answer.getResponseHeader("HX-Redirect");
      if (!mayWait(event) || done || (answer.status >= 400 && AWAY.indexOf(answer.status) < 0)) return;
      event.preventDefault();
      window.outbox.queue(event.target);
    });
  });

  /* What htmx cannot place (signed out, too old, too busy) the browser shows as a page, with all that was typed on it. */
  document.addEventListener("htmx:responseError", function (event) {
    var form = event.detail.elt;
    if (form.method === "post") HTMLFormElement.prototype.submit.call(form);
  });
  document.addEventListener("htmx:sendError", function (event) {
    var line = event.detail.elt.querySelector("[data-offline]");
    if (line) line.hidden = false;
  });

  window.addEventListener("load", function () {
    if (!document.querySelector("[hx-get],[hx-post]")) return;
    var later = document.createElement("script");
    later.src = script.dataset.later;
    later.addEventListener("load", function () {
      var draft = document.querySelector("[data-draft]");
      if (typed && draft) draft.form.dispatchEvent(new Event("change"));  // who was faster than htmx
    });
    document.head.appendChild(later);
  });
})();
