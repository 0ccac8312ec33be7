/* Forms opened without a network, or to be mended. */
(function () {
  "use strict";
  const outbox = window.outbox, $ = (name, root) => (root || document).querySelector(`[data-${name}]`);
  const DAY = 86400000; // milliseconds
  const two = (number) => String(number).padStart(2, "0");
  const iso = (day) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

  const short = (day) => `${two(day.getDate())}/${two(day.getMonth() + 1)}`;

  /* A page that was kept says the days and the month it was kept in. */
  function today(form) {
    const now = new Date();
    form.querySelector("[name=month]").defaultValue = two(now.getMonth() + 1);
    form.querySelector("[name=year]").defaultValue = now.getFullYear();
    const boxes = form.querySelectorAll("[name=held_on]");
    [0, 1].forEach((back) => {
      const day = new Date(Date.now() - back * DAY);
      boxes[back].value = iso(day);
      boxes[back].parentElement.querySelector("small").textContent = `${day.getDate()}/${day.getMonth() + 1}`;
    });
  }

  /* A kept sheet is of the week its address names, or of this one; days to come are not there. */
  function thisWeek(form) {
    const heading = $("week", form), kept = new Date(`${heading.dataset.week}T12:00`), named = new URLSearchParams(window.location.search).get("tuan");
    const asked = named ? new Date(`${named}T12:00`) : new Date(), monday = new Date(isNaN(asked) ? Date.now() : asked);
    monday.setDate(monday.getDate() - (monday.getDay() + 6) % 7);
    const day = (text) => { const moved = new Date(monday); moved.setDate(moved.getDate() + Math.round((new Date(`${text}T12:00`) - kept) / DAY)); return moved; };
    const sunday = day(iso(new Date(kept.getTime() + 6 * DAY)));
    heading.textContent = `Thứ Hai ${short(monday)} đến Chủ Nhật ${short(sunday)}/${sunday.getFullYear()}`;
    form.setAttribute("action", `${form.getAttribute("action")}?tuan=${iso(monday)}`);
    form.dataset.queue = `Ghi cả tuần từ ${short(monday)}/${monday.getFullYear()}`;
    form.querySelectorAll("[data-day]").forEach((line) => {
      const on = day(line.dataset.day);
      line.querySelector(".nowrap").textContent = short(on);
      if (iso(on) > iso(new Date())) line.remove();
    });
    form.querySelectorAll(".week:not(.week--free)").forEach((table) => { table.closest("section").hidden = !table.tBodies[0].rows.length; });
    form.querySelectorAll("option[value^='20']").forEach((option) => {
      const on = day(option.value);
      option.textContent = `${option.textContent.trim().replace(/ [^ ]*$/, "")} ${short(on)}`;
      option.value = iso(on);
      if (iso(on) > iso(new Date())) option.remove();
    });
  }

  /* Whether somebody was faster than this script. */
  function touched(box) {
    if (box.options) return box.selectedIndex !== Math.max(0, [...box.options].findIndex((option) => option.defaultSelected));
    return box.matches("[type=checkbox], [type=radio]") ? box.checked !== box.defaultChecked : box.value !== box.defaultValue;
  }

  /* What was typed comes back into the boxes nobody has touched since; boxes the page does not have are kept as they were. */
  function fill(form, item) {
    const fields = new URLSearchParams(item.body);
    for (const name of new Set(fields.keys())) {
      const values = fields.getAll(name), boxes = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      if (!boxes.some(touched)) boxes.forEach((box) => {
        if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
        else if (name !== "csrf_token") box.value = values[0];
      });
      if (["csrf_token", "confirmed"].includes(name)) continue;
      const without = boxes.length && boxes[0].type !== "checkbox" ? [] : values.filter((value) => !boxes.some((box) => box.value === value));
      without.forEach((value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value })));
    }
    const held = fields.get("held_on") || "";
    if (/^\d{4}-/.test(held) && ![...form.querySelectorAll("[name=held_on]")].some((box) => box.checked)) {
      form.querySelector("[name=held_on][value=other]").checked = true;
      ["year", "month", "day"].forEach((name, place) => { form.querySelector(`[name=${name}]`).value = held.split("-")[place]; });
    }
  }

  const form = document.querySelector("form[data-queue]");
  if (form && "shell" in form.dataset) {
    ($("week", form) ? thisWeek : today)(form);
    outbox.known().then((who) => { if (who) $("for-unit", form).textContent = `Ghi cho ${who.name}`; });
  }
  const mended = form && window.location.hash.match(/^#sua=([\w-]+)$/);
  if (mended) {
    outbox.all().then((items) => {
      const item = items.find((each) => each.key === mended[1]);
      if (!item) return;
      fill(form, item);
      document.dispatchEvent(new Event("htmx:afterSwap")); // another key: photos chosen meanwhile go with it
      form.dataset.shell = "";
    });
  }
})();
