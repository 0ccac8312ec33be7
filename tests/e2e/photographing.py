"""Photos on a phone: chosen on a log form, and how what it keeps of them stands."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.running import RunningApp

SAID = "[data-photo-box] [data-photos-said]"


def a_file(name: str, width: int = 2400, height: int = 1800) -> FilePayload:
    """A photo of a phone: heavier than what is sent of it, and like no other."""
    out = BytesIO()
    Image.effect_noise((width, height), 50).convert("RGB").save(out, "JPEG", quality=95)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def choose(page: Page, *files: FilePayload) -> None:
    """Opens the box of a log form and chooses; returns once they are kept."""
    box = page.locator("[data-photo-box]")
    if box.get_attribute("open") != "":
        box.locator("summary").click()
    page.get_by_label("Chọn ảnh").set_input_files(list(files))
    expect(page.locator(SAID)).to_contain_text("Đã giữ")


def waiting_photos(page: Page) -> list[str]:
    """The state of each photo the phone holds."""
    held = """() => new Promise((done) => { const opening = indexedDB.open('sotayso-anh', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { keyPath: 'key' });
      opening.onsuccess = () => { const db = opening.result, asked = db.transaction('photos').objectStore('photos').getAll();
        asked.onsuccess = () => { db.close(); done(asked.result.map((each) => each.state)); }; }; })"""
    return list(page.evaluate(held))


def photos_with(running: RunningApp, attending: int) -> int:
    """How many photos the entries have that count so many attending (SQLite only)."""
    entries = "SELECT activity_id FROM measurements WHERE measure = 'luot_nguoi_du' AND value = ?"
    asked = f"SELECT count(*) FROM photos WHERE removed_at IS NULL AND activity_id IN ({entries})"
    return running.counted(asked, attending)
