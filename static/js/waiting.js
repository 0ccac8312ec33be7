/* What waits on the phone: said on every page, listed on its own. */
(function () {
  "use strict";
  const outbox = window.outbox, $ = (name, root) => (root || document).querySelector(`[data-${name}]`);
  const DAY = 86400000; // milliseconds

  const two = (number) => String(number).padStart(2, "0");
  const short = (time) => { const day = new Date(time); return `${two(day.getHours())}:${two(day.getMinutes())} ngày ${day.getDate()}/${day.getMonth() + 1}`; };
  const STATES = { waiting: "Chờ gửi", mend: "Cần sửa", sent: "Đã gửi" };

  function about(item) {
    const day = /^\d{4}-/.test(item.on) ? item.on.split("-").reverse().join("/") : item.on;
    return `${item.unit}${day ? `, ngày ${day}` : ""}. Lưu trong máy lúc ${short(item.at)}.`;
  }

  /* Photos beside the text they belong to; of a text that went the straight way, a line of their own. */
  async function rowsOf(items) {
    const photos = outbox.photos ? await outbox.photos.all() : [];
    const rows = items.map((item) => Object.assign({}, item, { photos: photos.filter((photo) => photo.text === item.key) }));
    const rest = photos.filter((photo) => photo.entry && !items.some((item) => item.key === photo.text));
    for (const entry of new Set(rest.map((photo) => photo.entry))) {
      const own = rest.filter((photo) => photo.entry === entry), wrong = own.some((photo) => photo.state === "mend");
      rows.push(Object.assign({}, own[0], { what: `Ảnh của lần ghi số ${entry}`, url: "", on: "", state: wrong ? "mend" : "waiting", message: "", receipt: `/nhat-ky/${entry}`, photos: own }));
    }
    return rows;
  }
  const waits = (row) => row.state !== "sent" || row.photos.length > 0;

  const counted = (photos, state) => photos.filter((photo) => photo.state === state).length;
  function aboutPhotos(photos) {
    const wrong = photos.filter((photo) => photo.state === "mend").map((photo) => `${photo.name}: ${photo.message}`);
    return [photos.length > wrong.length && `${photos.length - wrong.length} ảnh chờ gửi.`, ...wrong].filter(Boolean).join(" ");
  }

  /* Whether somebody typed it himself, for whichever of his units. */
  const isOf = (item, who) => item.who.split(" ")[0] === who.id.split(" ")[0];

  /* Of another person only that something waits: a phone may be shared. */
  function told(items, who) {
    const others = items.filter((item) => waits(item) && who && item.who !== who.id);
    const left = items.filter(waits).length;
    if (!left) return "Không còn mục nào chờ gửi.";
    const names = [...new Set(others.map((item) => item.unit))].join(", ");
    if (!who || who.person === null) return `Cần đăng nhập lại để gửi ${left} mục.`;
    if (others.length) return `Máy này còn ${others.length} mục chờ gửi của ${names}. Người ghi đăng nhập, đổi sang đúng đơn vị thì máy mới gửi.${others.some((item) => isOf(item, who)) ? " Nếu không còn làm ở đơn vị đó, bấm “Lưu thành văn bản” rồi nhờ Phòng VH-XH ghi thay." : ""}`;
    return "";
  }

  function row(item) {
    const line = document.importNode($("outbox-item").content, true);
    $("what", line).textContent = item.what;
    $("state", line).textContent = STATES[item.state];
    $("state", line).classList.toggle("chip--amber", waits(item));
    $("when", line).textContent = about(item);
    $("message", line).textContent = item.message;
    $("message", line).hidden = !item.message;
    $("photos", line).textContent = aboutPhotos(item.photos);
    $("photos", line).hidden = !item.photos.length;
    const own = whose && item.who === whose.id;
    if (own && item.state === "mend" && item.url) { $("open", line).href = `${item.url}#sua=${item.key}`; $("open", line).hidden = false; }
    if (item.receipt && (item.state === "sent" || !item.url)) { $("receipt", line).href = item.receipt; $("receipt", line).hidden = false; }
    $("text", line).hidden = !item.url;
    $("text", line).addEventListener("click", () => outbox.write(item, about(item)));
    const wrong = item.photos.filter((photo) => photo.state === "mend"), dropPhotos = (gone) => Promise.all(gone.map((photo) => outbox.photos.drop(photo.key)));
    $("drop", line).hidden = !item.url || item.state === "sent" || (own && item.state === "waiting");
    $("drop", line).addEventListener("click", () => {
      if (window.confirm(`Bỏ mục “${item.what}”? Nội dung sẽ mất khỏi máy này.`)) outbox.drop(item.key).then(() => dropPhotos(item.photos)).then(() => draw());
    });
    $("drop-photos", line).hidden = !wrong.length;
    $("drop-photos", line).addEventListener("click", () => {
      if (window.confirm(`Bỏ ${wrong.length} ảnh không gửi được khỏi máy này?`)) dropPhotos(wrong).then(() => draw());
    });
    return line;
  }

  function count(rows) {
    const box = $("outbox"), waiting = rows.filter(waits), photos = [].concat(...rows.map((row) => row.photos));
    if (!box) return;
    const texts = rows.filter((row) => row.url && row.state === "waiting").length, mend = rows.filter((row) => row.url && row.state === "mend").length;
    const left = [texts && `${texts} mục`, counted(photos, "waiting") && `${counted(photos, "waiting")} ảnh`].filter(Boolean).join(", ");
    const wrong = [mend && `${mend} mục cần sửa`, counted(photos, "mend") && `${counted(photos, "mend")} ảnh không gửi được`];
    const old = waiting.some((row) => row.at < Date.now() - 3 * DAY);
    box.hidden = !waiting.length;
    box.classList.toggle("notice--wrong", old);
    $("outbox-count", box).textContent = [left && `${left} đang chờ gửi`, ...wrong].filter(Boolean).join(", ");
    $("outbox-old", box).hidden = !old;
  }

  /* A form that stayed where it was kept is left for its receipt, unless something else stands on it by now. */
  function leave(form, line, item) {
    const fields = new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "csrf_token"));
    if (fields.toString() === item.body) return window.location.assign(item.receipt);
    line.replaceChildren("Nội dung lưu lúc trước đã gửi xong. ", Object.assign(document.createElement("a"), { href: item.receipt, textContent: "Mở lần ghi đó để sửa" }));
  }
  let signedIn = null, whose = null; // whose: who wrote here last, where a sign-in ended by itself
  async function draw(items, who) {
    const open = document.querySelector("form[data-queue]"), line = open && $("offline", open);
    (items || []).filter((item) => line && !line.hidden && item.state === "sent" && item.key === open.elements.key.value).forEach((item) => leave(open, line, item));
    signedIn = who || signedIn || (await outbox.known());
    const rows = await rowsOf(items || (await outbox.all())), list = $("outbox-list");
    count(rows);
    if (!list) return;
    whose = signedIn && signedIn.person === null ? await outbox.known() : signedIn;
    const shown = rows.filter((row) => whose && isOf(row, whose)).sort((one, other) => other.at - one.at);
    list.replaceChildren(...shown.map(row));
    list.hidden = !shown.length;
    $("outbox-send").hidden = !rows.some(waits);
    $("outbox-told").textContent = told(rows, signedIn);
  }
  outbox.draw = draw;
  outbox.whyNot = (error) => (error.kept ? "Đã cất trong máy này, chưa gửi được. Có mạng, mở lại Sổ tay số là máy tự gửi; không phải ghi lại." : error.name === "QuotaExceededError" ? "Máy hết chỗ nên chưa giữ được. Nội dung vẫn còn đây: xóa bớt ảnh trong máy rồi bấm lưu lại, hoặc chép ra giấy."
    : `${error.message === "nobody" ? "Chưa biết ai ghi: cần đăng nhập khi có mạng." : "Chưa gửi được, và máy này không giữ được khi mất mạng."} Nội dung vẫn còn đây: có mạng rồi bấm lưu lại.`);

  if ($("outbox-list")) {
    $("outbox-send").addEventListener("click", () => {
      $("outbox-told").textContent = "Đang gửi…";
      outbox.flush("again").then(() => draw()).then(() => {
        if (!navigator.onLine) $("outbox-told").textContent = "Máy đang mất mạng, chưa gửi được.";
      });
    });
    outbox.who().then((who) => draw(null, who), () => draw());
  }

  /* A restored server may have lost what it had acknowledged: what it misses is sent again. Asked once a day, for 30 days. */
  (async function lookFor() {
    const looked = await outbox.fact("looked"), sent = (await outbox.all()).filter((item) => item.state === "sent");
    for (const old of sent.filter((item) => item.sentAt < Date.now() - 30 * DAY)) await outbox.drop(old.key);
    if (!sent.length || (looked && Math.abs(looked.value - Date.now()) < DAY)) return;
    const who = await outbox.who(), own = sent.filter((item) => item.who === who.id);
    const body = new URLSearchParams(own.map((item) => ["key", item.key]));
    const answer = own.length && await outbox.ask("/cho-gui/phieu", { method: "POST", body: body, headers: { "X-CSRFToken": who.token, "X-Outbox": who.id } });
    if (!answer || !answer.ok) return;
    const missing = (await answer.json()).missing;
    for (const item of own.filter((each) => missing.includes(each.key))) await outbox.put(Object.assign(item, { state: "waiting", next: 0 }));
    await outbox.note("looked", Date.now());
    if (missing.length) outbox.flush();
  })().catch(() => {}); // no network: asked again when the next page opens

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[action$='/dang-xuat']") || event.target.dataset.sure) return;
    event.preventDefault();
    outbox.all().then(rowsOf).then((rows) => {
      const left = rows.filter(waits).length;
      event.target.dataset.sure = "yes";
      if (!left || window.confirm(`Còn ${left} mục chưa gửi. Đăng xuất bây giờ thì các mục vẫn nằm trong máy này, người ghi đăng nhập lại mới gửi được. Vẫn đăng xuất?`)) event.target.submit();
      else delete event.target.dataset.sure;
    }, () => event.target.submit());
  });
})();
