/* What could not be sent waits on the phone until it is acknowledged (security.md 3.0, 3 B). */
(function () {
  "use strict";
  const LIMIT = 30000, LONGEST = 3600000; // milliseconds
  const data = document.currentScript.dataset, $ = (name, root) => (root || document).querySelector(`[data-${name}]`);
  const meta = document.querySelector("meta[name=who]"), worker = navigator.serviceWorker, QUEUED = "form[data-queue]";

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

  const hex = (byte) => byte.toString(16).padStart(2, "0"), digest = async (content) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", content)), hex).join("");
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

  /* Nothing is waited for without end, nor followed elsewhere. AbortSignal.timeout is younger than the oldest phones. */
  function ask(url, options, limit = LIMIT) {
    const cut = new AbortController();
    setTimeout(() => cut.abort(), limit);
    return fetch(url, { redirect: "error", signal: cut.signal, ...options });
  }

  /* Whether the next may be tried. Delivered: 201 that echoes key and checksum. */
  async function send(item, token) {
    let answer, told;
    try {
      answer = await ask(item.url, {
        method: "POST", body: item.body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token, "X-Outbox": item.who }
      });
      told = await answer.json();
    } catch (error) { /* not delivered */ }
    const status = answer?.status || 0, { key, sha256, url, messages = [] } = told || {};
    if (status === 401 || (status === 403 && (await askWho()).id !== item.who)) return false; // another is signed in by now
    item.message = [].concat(messages).join(" ");
    item.busy = [429, 503, 507].includes(status);
    if (status === 201 && key === item.key && sha256 === item.sha256) {
      Object.assign(item, { state: "sent", receipt: url, sentAt: Date.now() });
    } else if ([403, 404, 409, 413, 422].includes(status) && item.message) item.state = "mend";
    else {
      item.tries += 1;
      item.next = Date.now() + Math.max(Math.min(answer?.headers.get("Retry-After") * 1000 || 0, LONGEST), Math.min(LIMIT * 2 ** item.tries, LONGEST) * (0.5 + Math.random()));
    }
    await run("items", "readwrite", (store) => Object.assign(store.get(item.key), { onsuccess() { if (this.result?.sha256 === item.sha256) store.put(item); } })); // if neither dropped nor changed meanwhile
    return status && !item.busy;
  }

  let signedIn = null, choosing = null;
  async function askWho() {
    const answer = await ask("/cho-gui/ai"), told = await answer.json();
    if (!answer.ok || !("person" in told)) throw new Error("not ours");
    return (signedIn = Object.assign(told, { id: `${told.person} ${told.unit}` }));
  }

  /* What is due later than the longest wait was told so by a clock that ran wrong. A busy server is left alone by all; what failed oftenest goes last. */
  async function sendAll(byHand) {
    const waits = (item) => !byHand && Math.abs(item.next - LONGEST - Date.now()) < LONGEST, who = (await all()).some((item) => item.state === "waiting" && !waits(item)) && await askWho();
    const own = (await all()).filter((item) => item.state === "waiting" && item.who === who.id);
    if (own.some((item) => item.busy && waits(item))) return;
    for (const item of own.filter((each) => !waits(each)).sort((one, other) => one.tries - other.tries)) {
      if (!(await send(item, who.token))) break;
      await show();
    }
  }

  /* One at a time, here and in other tabs; who asks while one is at it is served afterwards. Photos follow the text. */
  function turns(lock, act) {
    let turn = Promise.resolve();
    return (byHand) => {
      const go = () => act(byHand).catch(() => {}).then(show).catch(() => {});
      return (turn = turn.then(() => (navigator.locks ? navigator.locks.request(lock, go) : go())));
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
  const outbox = window.outbox = { run, all, put, drop, fact, note, known, flush, turns, load, digest, newKey, queue, ask, who: askWho };

  /* The sentence of the page stays where the one that says more cannot be had. */
  function sayNo(form, error) {
    const line = $("offline", form);
    if (!line) return;
    line.hidden = false;
    load("More").then(() => { if (outbox.whyNot) line.textContent = outbox.whyNot(error); });
  }
  function queue(form) {
    const button = form.querySelector(".button--wide"), stay = (error) => { form.kept = button.disabled = false; sayNo(form, error); };
    if (form.kept) return;
    form.kept = button.disabled = true;
    keep(form).then(() => (worker?.controller ? window.location.assign("/cho-gui") : show().catch(() => {}).then(() => { form.stays = true; stay({ kept: true }); flush(); })), stay);
  }

  /* A kept or a mended form never reaches htmx; none goes before the photos chosen on it are kept, nor by itself to a server that is away. */
  document.addEventListener("submit", (event) => {
    const form = event.target, waits = "shell" in form.dataset || form.stays;
    if (choosing) choosing.finally(() => form.requestSubmit());
    else if (!form.matches(QUEUED) || (!waits && window.htmx && form.hasAttribute("hx-post"))) return;
    else { form.querySelector(".button--wide").disabled = true; (waits ? Promise.reject() : askWho()).then(() => form.submit(), () => queue(form)); }
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-photo-take]")) return;
    const files = [...event.target.files], own = choosing = Promise.all([choosing, load("Photos")]).then(() => outbox.photos.choose(files)).catch(() => admit("photos-away")).finally(() => { if (choosing === own) choosing = null; });
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
    if (!worker?.controller && document.querySelector(QUEUED)) load("More"); // a page may end without one
    if (!worker) return admit("no-worker");
    await worker.register(data.worker);
    if (meta) (await worker.ready).active.postMessage({ kind: meta.dataset.kind });
  })().catch(() => admit("no-outbox"));
})();
