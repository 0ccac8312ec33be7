/* Photos wait on the phone as texts do: made smaller, under a key and a checksum each, sent one by one once their text is stored. */
(function () {
  "use strict";
  const LONG_SIDE = 1600, QUALITY = 0.8, PATIENCE = 8000, SMALL_ENOUGH = 300 * 1024, LIMIT = 300000, FIRST_WAIT = 10000, LAST_WAIT = 3600000;
  const ABANDONED = 7 * 86400000; // milliseconds, of a form that was never saved, nor kept as a draft
  const outbox = window.outbox, $ = (name, root) => (root || document).querySelector(`[data-${name}]`);

  const run = (mode, act) => outbox.run("photos", mode, act, "sotayso-anh", ["photos"]);
  const all = () => run("readonly", (store) => store.getAll()), put = (photo) => run("readwrite", (store) => store.put(photo));
  async function drop(key) {
    await run("readwrite", (store) => store.delete(key));
    if (!(await all()).length) await outbox.note("photos", 0);
  }

  const say = (text) => ["photos-said", "photos-told"].forEach((name) => {
    const line = $(name);
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
  });

  /* The browser turns it upright; what it cannot read, or not in time, goes as it is: the server looks at it. */
  async function redrawn(file) {
    const picture = await createImageBitmap(file), scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= SMALL_ENOUGH) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
  }
  const smaller = (file) => Promise.race([redrawn(file), new Promise((done) => { setTimeout(done, PATIENCE); })])
    .then((blob) => (blob && blob.size < file.size ? blob : file), () => file);

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* Kept once this is done. text: the key of the form it belongs to; entry: the number of an entry that is stored. */
  async function take(file, name, text, entry) {
    const who = (await outbox.known()) || (await outbox.who());
    const blob = await smaller(file), content = await blob.arrayBuffer(), sha256 = await outbox.digest(content);
    const photo = { key: uuid(), sha256, blob: new Blob([content], { type: blob.type }), name, text, entry, who: who.id, unit: who.name, at: Date.now(), state: "waiting", tries: 0, next: 0, message: "" };
    await outbox.note("photos", 1);
    await put(photo);
    return photo;
  }

  let leaving = false;
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });

  /* Whether the next may be tried. Delivered: 201 that echoes key and checksum. */
  async function send(photo, token) {
    const body = new FormData();
    let answer, told = {};
    ["key", "sha256"].forEach((name) => body.append(name, photo[name]));
    body.append("photo", photo.blob, "anh.jpg");
    try {
      answer = await outbox.ask(`/nhat-ky/${photo.entry}/anh`, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Outbox": photo.who } }, LIMIT);
      told = (await answer.json()) || {};
    } catch (error) { /* not delivered */ }
    if (leaving) return false; // cut off by the next page, which sends it again
    const status = answer ? answer.status : 0;
    if (status === 403 && (await outbox.who()).id !== photo.who) return false; // another is signed in by now
    photo.message = [].concat(told.messages || []).join(" ");
    if (status === 201 && told.key === photo.key && told.sha256 === photo.sha256) {
      await drop(photo.key);
      return true;
    }
    photo.state = "waiting"; // also one that was refused and is tried again
    if ([403, 404, 409, 413, 415, 422].includes(status) && photo.message) Object.assign(photo, { state: "mend", isNone: [413, 415].includes(status) });
    else if (status !== 401) {
      photo.tries += 1;
      photo.next = Date.now() + Math.max(answer ? Math.min(answer.headers.get("Retry-After") * 1000 || 0, LAST_WAIT) : 0, Math.min(FIRST_WAIT * 2 ** (photo.tries - 1), LAST_WAIT)) * (1 + Math.random() / 2);
      setTimeout(() => outbox.flush(), photo.next - Date.now());
    }
    await put(photo);
    return photo.state === "mend";
  }

  /* Which entries the texts have become: only then is there something to put a photo to. */
  async function find(photos, who) {
    const items = await outbox.all(), form = $("photo-box"), open = form && form.closest("form").elements.key.value;
    const texts = [...new Set(photos.filter((photo) => !photo.entry).map((photo) => photo.text))];
    const asked = texts.filter((key) => key !== open && !items.some((item) => item.key === key && item.state !== "sent"));
    if (!asked.length) return;
    const body = new URLSearchParams(asked.map((key) => ["entry", key]));
    const answer = await outbox.ask("/cho-gui/phieu", { method: "POST", body, headers: { "X-CSRFToken": who.token, "X-Outbox": who.id } });
    if (answer.status !== 200) return;
    const { entries, drafts } = await answer.json();
    for (const photo of photos.filter((each) => asked.includes(each.text) && !each.entry)) {
      photo.entry = entries[photo.text] || 0;
      if (photo.entry) await put(photo);
      else if (photo.at < Date.now() - ABANDONED && !drafts.includes(photo.text) && !items.some((item) => item.key === photo.text)) await drop(photo.key);
    }
  }

  /* What is due later than the longest wait was told so by a clock that ran wrong. */
  const waits = (photo) => photo.next > Date.now() && photo.next < Date.now() + 2 * LAST_WAIT;

  async function sendAll(byHand) {
    const due = (await all()).filter((photo) => (photo.state === "waiting" && (byHand || !waits(photo))) || (photo.state === "mend" && byHand === "again"));
    if (!due.length) return;
    const who = await outbox.who().catch(() => null), own = due.filter((photo) => who && photo.who === who.id);
    if (!who) { await sum(due.filter((photo) => photo.entry)); return; }
    await find(own, who);
    const ready = own.filter((photo) => photo.entry);
    for (const [place, photo] of ready.entries()) {
      say(`Đang gửi ảnh ${place + 1}/${ready.length}…`);
      if (!(await send(photo, who.token))) break;
    }
    await sum(ready);
  }

  async function sum(tried) {
    if (!tried.length) return;
    const left = (await all()).filter((photo) => tried.some((each) => each.key === photo.key)), wrong = left.filter((photo) => photo.state === "mend");
    const later = left.length - wrong.length;
    say(wrong.map((photo) => `Chưa lưu được ${photo.name}: ${photo.message}`).concat(later ? `Chưa gửi được ${later} ảnh. Ảnh được giữ trong máy này, đóng trang cũng không mất: có mạng, mở lại Sổ tay số là máy tự gửi.` : []).join(" ") || "Đã gửi xong ảnh.");
    document.dispatchEvent(new Event("photosSent"));
  }

  const choose = (files) => outbox.load("Box").then(() => outbox.choose(files));
  outbox.photos = { all, drop, put, take, choose, flush: outbox.turns("photos", sendAll) };
  if ($("photo-box")) outbox.load("Box");
  outbox.flush();
})();
