/* A brush that makes faces unknowable before a photo leaves the phone. Loaded by photos.js when somebody asks for it. */
(function () {
  "use strict";
  var LONG_SIDE = 1600, QUALITY = 0.85, BRUSH = 0.05, GRAINS = 3;

  /* What lies under the brush becomes a few grains of colour: nothing of it can be brought back. */
  function rub(canvas, x, y) {
    var pen = canvas.getContext("2d"), radius = Math.max(12, BRUSH * Math.max(canvas.width, canvas.height));
    var left = Math.max(0, x - radius), top = Math.max(0, y - radius);
    var wide = Math.min(canvas.width - left, 2 * radius), high = Math.min(canvas.height - top, 2 * radius);
    if (wide <= 0 || high <= 0) return;
    var grain = document.createElement("canvas");
    grain.width = grain.height = GRAINS;
    var few = grain.getContext("2d");
    few.imageSmoothingQuality = "high";
    few.drawImage(canvas, left, top, wide, high, 0, 0, GRAINS, GRAINS);
    pen.save();
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.clip();
    pen.drawImage(grain, 0, 0, GRAINS, GRAINS, left, top, wide, high);
    pen.restore();
  }

  function draw(canvas, picture) {
    var scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  }

  function follow(canvas) {
    var isDown = false;
    function at(event) {
      var box = canvas.getBoundingClientRect();
      rub(canvas, (event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height);
    }
    canvas.onpointerdown = function (event) { isDown = true; canvas.setPointerCapture(event.pointerId); at(event); };
    canvas.onpointermove = function (event) { if (isDown) at(event); };
    canvas.onpointerup = canvas.onpointercancel = function () { isDown = false; };
  }

  /* Shows one photo in the room; gives what is to be sent of it, or null: never the photo as it was. */
  window.blurPhoto = function (file, room, title) {
    var canvas = room.querySelector("canvas");
    return createImageBitmap(file).then(function (picture) {
      draw(canvas, picture);
      follow(canvas);
      room.querySelector("[data-blur-title]").textContent = title;
      room.hidden = false;
      room.scrollIntoView({ block: "nearest" });
      return new Promise(function (done) {
        room.querySelector("[data-blur-again]").onclick = function () { draw(canvas, picture); };
        room.querySelector("[data-blur-done]").onclick = function () {
          canvas.toBlob(function (blob) {
            room.hidden = true;
            done(blob);
          }, "image/jpeg", QUALITY);
        };
      });
    }, function () { return null; });
  };
})();
