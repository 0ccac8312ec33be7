/* Photos put to an entry on its page: through the phone's queue, so that none is lost; faces made unknowable first. */
(function () {
  "use strict";
  var form = document.querySelector("[data-photos]"), outbox = window.outbox;
  if (!form || !outbox || !window.crypto || !crypto.subtle || !window.createImageBitmap) return;
  var line = form.querySelector("[data-photos-said]"), box = form.elements.photo, button = form.querySelector("[data-photos-send]");
  var brush = form.querySelector("[data-blur]"), room = form.querySelector("[data-blur-room]"), entry = Number(form.dataset.entry);
  var taken = [], busy = false, byForm = false, blurred = null, brushing = false, choice = 0;

  function say(text) { line.textContent = text; }

  /* Kept first, all of them; then sent: what cannot be sent now is not lost when the page closes. */
  function keepAll(files) {
    var kept = [];
    return files.reduce(function (before, file, place) {
      return before.then(function () {
        say("Đang chuẩn bị ảnh " + (place + 1) + "/" + files.length + "…");
        return outbox.photos.take(file.content, file.name, "", entry);
      }).then(function (photo) { kept.push(photo.key); });
    }, outbox.load("Photos")).then(function () { taken = taken.concat(kept); }, function (error) {
      kept.forEach(function (key) { outbox.photos.drop(key); });
      throw error;
    });
  }

  /* The page shows what has come; what was refused is said, and waits in the outbox unless it is no photo we can read. */
  function settle() {
    return outbox.photos.all().then(function (all) {
      var own = all.filter(function (photo) { return taken.indexOf(photo.key) >= 0; });
      var wrong = own.filter(function (photo) { return photo.state === "mend"; });
      if (own.length > wrong.length || busy) return;
      if (!wrong.length) {
        window.history.replaceState(null, "", window.location.pathname + "?anh=" + sent + "#photos");
        window.location.reload();
      }
      wrong.forEach(function (photo) { if (photo.isNone) outbox.photos.drop(photo.key); });
      taken = [];
      if (wrong.length < sent) say(line.textContent + " Các ảnh khác đã lưu, tải lại trang để xem.");
    });
  }

  var sent = 0;
  document.addEventListener("photosSent", function () { if (sent) settle(); });

  function chosen() { return Array.prototype.slice.call(box.files); }

  /* Name and content of each; once faces were made unknowable, without those this browser could not show. */
  function ready() {
    return chosen().map(function (file, place) { return { name: file.name, content: blurred ? blurred[place] : file }; })
      .filter(function (file) { return file.content; });
  }

  box.addEventListener("change", function () {
    choice += 1;
    blurred = null;
    byForm = brushing = false;
    room.hidden = true;
    brush.parentNode.hidden = !box.files.length;
  });

  function loaded() {
    if (window.blurPhoto) return Promise.resolve();
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = brush.dataset.blur;
      script.onload = done;
      script.onerror = failed;
      document.head.appendChild(script);
    });
  }

  brush.addEventListener("click", function () {
    var files = chosen(), of = choice;
    brush.parentNode.hidden = brushing = true;
    loaded().then(function () {
      return files.reduce(function (before, file, place) {
        return before.then(function (done) {
          return window.blurPhoto(file, room, "Ảnh " + (place + 1) + "/" + files.length).then(function (blob) { return done.concat(blob); });
        });
      }, Promise.resolve([]));
    }).then(function (done) {
      if (of !== choice) return;
      brushing = false;
      blurred = done;
      var left = files.filter(function (file, place) { return !done[place]; }).map(function (file) { return file.name; });
      say(!left.length ? "Đã làm mờ xong. Bấm Gửi ảnh."
        : "Máy này không mở được " + left.join(", ") + " để làm mờ, nên ảnh đó sẽ không được gửi." + (left.length < files.length ? " Bấm Gửi ảnh để gửi các ảnh còn lại." : " Chọn ảnh khác."));
    }, function () {
      if (of !== choice) return;
      brush.parentNode.hidden = brushing = false;
      say("Chưa mở được phần làm mờ. Kiểm tra mạng rồi bấm lại.");
    });
  });

  form.addEventListener("submit", function (event) {
    var files = ready();
    if (brushing) { event.preventDefault(); return say("Bấm “Xong ảnh này” trước khi gửi."); }
    if ((byForm && !blurred) || (!busy && !box.files.length)) return;
    event.preventDefault();
    if (busy || !files.length) return;
    if (files.length > Number(form.dataset.photos)) return say("Chọn nhiều nhất " + form.dataset.photos + " ảnh.");
    busy = button.disabled = true;
    keepAll(files).then(function () {
      busy = button.disabled = false;
      sent += files.length;
      blurred = null;
      form.reset();
      brush.parentNode.hidden = true;
      return outbox.flush();
    }).catch(function () {
      busy = button.disabled = false;
      byForm = !blurred;  // a form would send the photos as they were
      say(blurred ? "Máy này không giữ được ảnh đã làm mờ. Xóa bớt ảnh trong máy rồi bấm Gửi ảnh lần nữa." : "Chưa gửi được ảnh. Bấm Gửi ảnh lần nữa.");
    });
  });
})();
