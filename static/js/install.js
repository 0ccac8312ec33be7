/* Putting the app on the home screen: offered from the second receipt a phone sees, until it is done or declined once. */
(function () {
  "use strict";
  const outbox = window.outbox, box = document.querySelector("[data-install]"), $ = (name) => box.querySelector(`[data-install-${name}]`);
  if (!outbox || !box || window.matchMedia("(display-mode: standalone)").matches || navigator.standalone) return;
  const isApple = navigator.standalone === false && !/Zalo|FBA[NV]/.test(navigator.userAgent);
  let prompt = null, ready = false;

  function offer() {
    if (!ready || !(prompt || isApple)) return;
    box.hidden = false;
    $("go").hidden = !prompt;
    $("how").hidden = !!prompt;
  }

  async function end() {
    box.hidden = true;
    await outbox.note("install", "over");
  }

  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event;
    offer();
  });
  window.addEventListener("appinstalled", end);
  $("go").addEventListener("click", () => { prompt.prompt(); end(); });
  $("no").addEventListener("click", end);

  (async () => {
    const said = await outbox.fact("install"), before = (await outbox.fact("receipts") || {}).value || [];
    const seen = [...new Set([...before, box.dataset.install])].slice(-2);
    await outbox.note("receipts", seen);
    ready = seen.length > 1 && !said;
    offer();
  })().catch(() => {}); // what cannot be kept is not counted: no hint
})();
