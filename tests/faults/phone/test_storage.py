"""Slow lines, storage that is cleared or full, a service worker that is replaced while items wait."""

import json
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from app.plan.reading import OWN
from tests.e2e.answering import tell, told_no_more
from tests.e2e.browsing import PHONE, fresh_count, open_ready, save, write_meeting
from tests.e2e.offline import STATE, go_offline, log_offline, states
from tests.e2e.photographing import choose, photos_with, waiting_photos
from tests.e2e.running import RunningApp
from tests.faults.conftest import Ledger
from tests.faults.ledger import Verdict
from tests.faults.phone.rows import once

pytestmark = [pytest.mark.xdist_group("faults-phone"), pytest.mark.keeps_app]
KBIT = 1000 / 8  # bytes a second
PERSIST = (
    "navigator.storage.persist = () => { localStorage.setItem('persist', 'asked'); return Promise.resolve(true); };"
)
VERSION = "async () => (await caches.keys()).join()"


def a_photo() -> FilePayload:
    """Twelve megapixels, about as heavy as a phone's camera makes them."""
    out = BytesIO()
    Image.effect_noise((1008, 756), 40).resize((4032, 3024)).convert("RGB").save(out, "JPEG", quality=85)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def told(page: Page, command: str, **values: Any) -> None:
    page.context.new_cdp_session(page).send(command, values)


def slow_down(page: Page, kbit: int) -> None:
    rate = kbit * KBIT
    told(
        page,
        "Network.emulateNetworkConditions",
        offline=False,
        latency=400,
        downloadThroughput=rate,
        uploadThroughput=rate,
    )


@pytest.mark.fault("B5 20 kbit/s, 400 ms")
def test_a_text_arrives_over_a_very_slow_line(phone: Page, running: RunningApp, ledger: Ledger):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    tell(phone, "/cho-gui/ai", None)
    go_offline(phone, False)
    told_no_more(phone)
    slow_down(phone, 20)
    phone.evaluate("outbox.flush(true)")

    assert states(phone) == ["sent"]
    once(ledger, "B5 20 kbit/s, 400 ms", running.stored(attending), 1)


@pytest.mark.fault("B5 twelve megapixels over 400 kbit/s")
def test_the_text_is_acknowledged_before_a_great_photo(phone: Page, running: RunningApp, ledger: Ledger):
    open_ready(phone, "/nhat-ky/ghi/hop", PHONE)
    write_meeting(phone, attending := fresh_count())
    choose(phone, a_photo())
    slow_down(phone, 400)
    began = time.monotonic()
    with phone.expect_response("**/nhat-ky/ghi/hop"):
        save(phone).click()
    took = time.monotonic() - began

    expect(phone.locator("[data-photos-told]")).to_have_text("Đã gửi xong ảnh.", timeout=60_000)
    assert took < 3
    stored = (running.stored(attending), photos_with(running, attending))
    ledger(Verdict("B5 twelve megapixels over 400 kbit/s", "sqlite", 2, 2, sum(stored), half=int(stored != (1, 1))))
    assert (stored, waiting_photos(phone)) == ((1, 1), [])


@pytest.mark.fault("B12 storage cleared")
def test_what_was_acknowledged_outlives_the_phones_storage(phone: Page, running: RunningApp, ledger: Ledger):
    phone.add_init_script(PERSIST)
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    expect(phone.locator("main")).to_contain_text("Đừng xóa dữ liệu trình duyệt khi còn mục chờ.")
    assert phone.evaluate("localStorage.getItem('persist')") == "asked"
    go_offline(phone, False)
    expect(phone.locator(STATE)).to_have_text("Đã gửi")
    told(phone, "Storage.clearDataForOrigin", origin=running.base, storageTypes="indexeddb")
    phone.goto("/cho-gui")

    expect(phone.locator("[data-outbox-told]")).to_have_text("Không còn mục nào chờ gửi.")
    once(ledger, "B12 storage cleared", running.stored(attending), 1)


@pytest.mark.fault("B15 service worker replaced")
def test_a_new_service_worker_leaves_the_queue(phone: Page, running: RunningApp, ledger: Ledger, tmp_path: Path):
    go_offline(phone)
    log_offline(phone, attending := fresh_count())
    old = phone.evaluate(VERSION)
    (plan := tmp_path / "plan.yaml").write_bytes(OWN.read_bytes() + b"\n")
    running.kill()
    running.environment["PLAN_FILE"] = str(plan)
    running.start()
    go_offline(phone, False)
    phone.goto("/cho-gui")
    phone.wait_for_function(f"async () => {json.dumps(old)} !== await ({VERSION})()")
    expect(phone.locator(STATE)).to_have_text("Đã gửi")

    del running.environment["PLAN_FILE"]
    once(ledger, "B15 service worker replaced", running.stored(attending), 1)
