/* What could not be sent waits on the phone until it is acknowledged (security.md 3.0, 3 B). */
(function () {
  "use strict";
  const LIMIT = 30000, LONGEST = 3600000; // milliseconds
  const data = document.currentScript.dataset, $ = (name, root) => (root || document).querySelector(`[data-${name}]`);
  const meta = document.querySelector("meta[name=who]");

  /* Done is done only when the transaction is complete; a full disk arrives as abort. */
  function run(store, mode, act, name = "sotayso", stores = ["items", "facts"]) {
    return new Promise((done, failed) => {
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => { stores.forEach((each) => opening.result.createObjectStore(each, { keyPath: "key" })); };
      opening.onerror = () => failed(opening.error);
      opening.onsuccess = () => {
        const db = opening.result, turn = db.transaction(store, mode, { durability: "strict" }), asked = act(turn.objectStore(store));
        turn.oncomplete = () => { db.close(); done(asked.result); };
        turn.onabort = () => { db.close(); failed(turn.error); };
      };
    });
  }
  const put = (item) => run("items", "readwrite", (store) => store.put(item)), drop = (key) => run("items", "readwrite", (store) => store.delete(key));
  const all = () => run("items", "readonly", (store) => store.getAll()), fact = (key) => run("facts", "readonly", (store) => store.get(key));
  const note = (key, value) => run("facts", "readwrite", (store) => store.put({ key, value }));
  /* For whom a page was opened; a kept one is nobody's: for who was signed in last. */
  const known = async () => (meta ? { id: meta.content, name: meta.dataset.name } : (await fact("who"))?.value);

  async function digest(content) {
    const bytes = await crypto.subtle.digest("SHA-256", content);
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /* Of a form, 128 bits; crypto.randomUUID is younger than the oldest phones. */
  const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

  /* Under one key, however often the form is sent. */
  async function keep(form) {
    const key = form.elements.key.value = form.elements.key.value || newKey(), fields = new URLSearchParams(new FormData(form)), who = await known();
    if (!who) throw new Error("nobody");
    fields.delete("csrf_token");
    const body = fields.toString(), on = fields.get("held_on") === "other" ? ["day", "month", "year"].map((name) => fields.get(name)).join("/") : fields.get("held_on");
    await put({
      key, url: form.getAttribute("action"), body, sha256: await digest(new TextEncoder().encode(body)), what: form.dataset.queue, on: on || "",
      who: who.id, unit: who.name, at: Date.now(), state: "waiting", tries: 0, next: 0, message: ""
    });
    navigator.storage?.persist?.();
  }

  /* Whether the next may be tried. Delivered: 201 that echoes key and checksum. */
  async function send(item, token) {
    let answer, told = {};
    try {
      answer = await fetch(item.url, {
        method: "POST", body: item.body, redirect: "error", credentials: "same-origin", signal: AbortSignal.timeout?.(LIMIT),
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token, "X-Outbox": item.who }
      });
      told = await answer.json();
    } catch (error) { /* not delivered */ }
    const status = answer?.status || 0, busy = [0, 429, 503, 507].includes(status);
    item.message = (told.messages || []).join(" ");
    if (status === 201 && told.key === item.key && told.sha256 === item.sha256) {
      Object.assign(item, { state: "sent", receipt: told.url, sentAt: Date.now() });
    } else if ([403, 404, 409, 413, 422].includes(status) && item.message) item.state = "mend";
    else if (status !== 401) {
      item.tries += 1;
      item.next = Date.now() + Math.max(answer?.headers.get("Retry-After") * 1000 || 0, Math.min(LIMIT * 2 ** item.tries, LONGEST) * (0.5 + Math.random()));
    }
    await put(item);
    return !busy && status !== 401;
  }

  let signedIn = null;
  async function askWho() {
    const answer = await fetch("/cho-gui/ai", { redirect: "error" }), told = await answer.json();
    if (!answer.ok || !("person" in told)) throw new Error("not ours");
    return (signedIn = Object.assign(told, { id: `${told.person} ${told.unit}` }));
  }

  /* What is due later than the longest wait was told so by a clock that ran wrong. */
  async function sendAll(byHand) {
    const due = (await all()).filter((item) => item.state === "waiting" && (byHand || Math.abs(item.next - LONGEST - Date.now()) > LONGEST)), who = due.length && await askWho();
    for (const item of due) {
      if (item.who !== who.id) continue;
      if (!(await send(item, who.token))) break;
      await show();
    }
  }

  /* One at a time, here and in other tabs; who asks while one is at it is served afterwards. Photos follow the text. */
  function turns(lock, act) {
    let turn = Promise.resolve();
    return (byHand) => {
      const go = () => act(byHand).catch(() => {}).then(show).catch(() => {});
      turn = turn.then(() => (navigator.locks ? navigator.locks.request(lock, go) : go()));
      return turn;
    };
  }
  const texts = turns("outbox", sendAll), flush = (byHand) => texts(byHand).then(() => outbox.photos?.flush(byHand));

  const loaded = {}, load = (name) => loaded[name] || (loaded[name] = new Promise((done) => {
    document.head.appendChild(Object.assign(document.createElement("script"), { src: data[`src${name}`], onload: done, onerror: done }));
  }));

  /* What is drawn has a script of its own, where there is something to draw. */
  async function show() {
    const items = await all(), photos = (await fact("photos"))?.value;
    if (photos) await load("Photos");
    if ($("shell") || window.location.hash.startsWith("#sua=")) load("Forms");
    if (items.length || photos || $("outbox-list")) await load("More");
    await outbox.draw?.(items, signedIn);
  }
  const outbox = window.outbox = { run, all, put, drop, fact, note, known, flush, turns, load, digest, newKey, who: askWho };

  /* The sentence of the page stays where the one that says more cannot be had. */
  function sayNo(form, error) {
    const line = $("offline", form);
    if (!line) return;
    line.hidden = false;
    load("More").then(() => { if (outbox.whyNot) line.textContent = outbox.whyNot(error); });
  }
  function queue(form) {
    const button = form.querySelector(".button--wide");
    if (form.kept) return;
    form.kept = button.disabled = true;
    keep(form).then(() => { window.location.assign("/cho-gui"); }, (error) => { form.kept = button.disabled = false; sayNo(form, error); });
  }

  document.addEventListener("htmx:configRequest", (event) => { if (event.target.matches("form[data-queue]")) event.detail.timeout = 20000; });
  ["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, (event) => {
    if (event.target.matches("form[data-queue]")) queue(event.target);
  }));
  /* A kept or a mended form never reaches htmx; none goes before the photos chosen on it are kept. */
  let choosing = null;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (choosing) choosing.finally(() => form.requestSubmit());
    else if (!form.matches("form[data-queue]") || !("shell" in form.dataset || (!navigator.onLine && !form.hasAttribute("hx-post")))) return;
    else queue(form);
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-photo-take]")) choosing = load("Photos").then(() => outbox.photos.choose(event.target)).catch(() => admit("photos-away")).finally(() => { choosing = null; });
  });
  const seen = () => { if (!document.hidden) flush(); };
  ["online", "pageshow", "visibilitychange"].forEach((name) => window.addEventListener(name, seen));
  setInterval(seen, LIMIT);

  const admit = (name) => { if ($(name)) $(name).hidden = false; };

  (async function start() {
    if (meta) await note("who", await known());
    else if (/dang-nhap#da-ra$/.test(window.location)) note("who", null).then(() => window.history.replaceState(null, "", "/dang-nhap"));
    document.documentElement.classList.add("keeps");
    await show();
    const worker = navigator.serviceWorker;
    if (!worker) return admit("no-worker");
    await worker.register(data.worker);
    if (meta) (await worker.ready).active.postMessage({ kind: meta.dataset.kind });
  })().catch(() => admit("no-outbox"));
})();
