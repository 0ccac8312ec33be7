"""An entry, its form as it opens, and saving it."""

from datetime import date

from app.activities.models import Activity
from app.units.models import Unit
from tests import factories
from tests.activities.sending import filled
from tests.page import PageClient

DAY = date(2026, 11, 10)
FORM = "correct-form"
SAID = {"topics": ("bdhvs",), "audiences": ("nhan_dan",), "channels": ("fanpage",)}


def an_entry(unit: Unit) -> Activity:
    words = {"note": "Họp ở nhà văn hóa", "difficulty": "Mạng yếu", "difficulty_category": "mang"}
    return factories.an_activity(
        unit, held_on=DAY, figures={"luot_nguoi_du": 45, "so_buoi": 1, "ho_duoc_cap_nhat": 3}, **words, **SAID
    )


def opened(client: PageClient, entry: Activity, **typed: object) -> dict[str, object]:
    """What the page sends when this is typed into it."""
    return filled(client.get("activities.correct_activity", number=entry.id), FORM) | typed


def save(client: PageClient, entry: Activity, form: dict[str, object], **more: object):
    return client.post("activities.correct_activity", form, number=entry.id, **more)
