/* Photos chosen on a log form: kept under the form's key at once, shown, and sent once the text is stored. */
(function () {
  "use strict";
  const outbox = window.outbox, photos = outbox.photos, $ = (name, root) => (root || document).querySelector(`[data-${name}]`);
  const box = () => $("photo-box"), key = () => box().closest("form").elements.key;
  const own = async () => (await photos.all()).filter((photo) => photo.text && photo.text === key().value);
  let shown = key().value;

  /* What of the picture fits is shown; one the browser cannot read stays grey. */
  async function paint(canvas, blob) {
    const picture = await createImageBitmap(blob), scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
    const wide = picture.width * scale, high = picture.height * scale;
    canvas.getContext("2d").drawImage(picture, (canvas.width - wide) / 2, (canvas.height - high) / 2, wide, high);
    picture.close();
  }

  function item(photo, place) {
    const line = document.importNode($("photo-item").content, true), canvas = line.querySelector("canvas"), off = line.querySelector("button");
    canvas.setAttribute("aria-label", `Ảnh ${place + 1} đã chọn`);
    off.setAttribute("aria-label", `Bỏ ảnh ${place + 1}`);
    off.addEventListener("click", () => photos.drop(photo.key).then(draw));
    paint(canvas, photo.blob).catch(() => {});
    return line;
  }

  async function draw() {
    if (!box()) return;
    const chosen = await own(), list = $("photo-list");
    list.replaceChildren(...chosen.map(item));
    list.hidden = !chosen.length;
    if (chosen.length) box().open = true;
    say(chosen.length ? `Đã giữ ${chosen.length} ảnh trong máy. Lưu xong, máy tự gửi ảnh.` : "");
  }

  function say(text) { $("photos-said", box()).textContent = text; }

  const why = (error) => (error.name === "QuotaExceededError" ? "Máy hết chỗ nên chưa giữ được ảnh này. Xóa bớt ảnh trong máy rồi chọn lại. Số liệu đã ghi vẫn còn đây."
    : "Máy không giữ được ảnh này. Lưu xong, mở lần ghi rồi thêm ảnh ở đó.");

  outbox.choose = async (files) => {
    const most = Number(box().dataset.photoBox), left = most - (await own()).length;
    key().value = shown = key().value || outbox.newKey();
    if (files.length > left) { say(`Mỗi lần ghi có nhiều nhất ${most} ảnh, chọn thêm được ${left} ảnh.`); return; }
    let wrong = "";
    for (const [place, file] of files.entries()) {
      say(`Đang chuẩn bị ảnh ${place + 1}/${files.length}…`);
      await photos.take(file, file.name, key().value, 0).catch((error) => { wrong = why(error); });
    }
    await draw();
    if (wrong) say(wrong);
  };

  /* A form shown again may have another key: what was chosen on it stays with it. */
  document.addEventListener("htmx:afterSwap", async () => {
    if (!box()) return;
    const old = shown;
    shown = key().value;
    for (const photo of (await photos.all()).filter((each) => each.text === old && !each.entry && old !== shown)) await photos.put(Object.assign(photo, { text: shown }));
    draw();
  });
  draw();
})();
