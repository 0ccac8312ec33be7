{# Opens the app without a network; keeps only what is nobody's. -#}
const FILES = [{% for name in ("app.css", "app.js", "outbox.js", "waiting.js", "kept-text.js", "kept-forms.js", "photo-queue.js", "photo-box.js", "htmx.min.js", "icon.svg") %}"{{ asset(name) }}", {% endfor %}"{{ url_for('outbox.show_outbox') }}", "{{ url_for('outbox.show_offline') }}"];
{# milliseconds, before a page that is kept is shown instead of a slow one -#}
const PATIENCE = 8000;

{# Asked for without cookies: the server cannot put anybody's data into it. -#}
async function keep(cache, address) {
  const answer = await fetch(new Request(address, { credentials: "omit", cache: "no-cache", redirect: "error" }));
  if (!answer.ok) throw answer;
  await cache.put(address, answer.clone());
  return answer;
}

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(VERSION), kind = await kindKept();
    await Promise.all(FILES.map((address) => keep(cache, address)));
    if (kind) await keepKind(cache, kind);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
    await self.clients.claim();
  })());
});

async function kindKept() {
  const kept = await caches.match("/ngoai-mang/kind");
  return kept ? kept.text() : "";
}

{# Its home, and the forms home leads to. A kind that is no more has none. -#}
async function keepKind(cache, kind) {
  const home = `/ngoai-mang/${kind}`, kept = await keep(cache, home).catch((answer) => { if (answer.status !== 404) throw answer; });
  if (!kept) return;
  const forms = (await kept.text()).matchAll(/"\/nhat-ky\/(?:ghi\/)?([a-z0-9-]+)"/g);
  await Promise.all(Array.from(forms, ([, slug]) => keep(cache, `${home}/${slug}`)));
  await cache.put("/ngoai-mang/kind", new Response(kind)); // last
}

self.addEventListener("message", (event) => {
  event.waitUntil((async () => {
    if (event.data.kind && event.data.kind !== (await kindKept())) await keepKind(await caches.open(VERSION), event.data.kind);
  })());
});

async function shellOf(path) {
  const kind = await kindKept(), form = path.match(/^\/nhat-ky\/(?:ghi\/)?([a-z0-9-]+)$/);
  const kept = path === "/" ? `/ngoai-mang/${kind}` : form ? `/ngoai-mang/${kind}/${form[1]}` : path;
  return caches.match(kept);
}

async function page(request, path) {
  const kept = await shellOf(path), asked = fetch(request);
  const slow = kept && new Promise((show) => { setTimeout(() => show(kept), PATIENCE); });
  try {
    return await (kept ? Promise.race([asked, slow]) : asked);
  } catch (error) {
    return kept || (await caches.match("/ngoai-mang")) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const request = event.request, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  else if (request.mode === "navigate") event.respondWith(page(request, address.pathname));
});
