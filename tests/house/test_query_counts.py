"""What each page costs in queries, the same for few rows and for many (issue 2: 4 a page, 6 for the status page)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from app import clock
from app.activities.models import Activity, Measurement
from app.activities.workflow import Status, Step
from app.extensions import db
from app.feedback.finding import are_frequent
from app.feedback.workflow import Step as FeedbackStep
from app.permissions import Role
from app.submissions.models import Submission
from app.units.models import Unit
from tests import factories
from tests.counting import expect_queries
from tests.house.world import someone_of
from tests.page import PageClient
from tests.photos.making import a_photo

FEW, MANY = (3, 5), (120, 200)  # units of the ward, entries of the unit
# page → its address and its queries; the first of each is who is signed in
OWN = {
    "home": (
        "/",
        8,
    ),  # figures, latest entries, what was sent back, drafts, settings, months to declare, what is new of feedback
    "log form": ("/nhat-ky/ghi/hop", 2),  # type used last
    "log form in rows": ("/nhat-ky/ghi/huong-dan", 2),
    "draft": ("/nhat-ky/nhap/{draft}", 2),  # draft
    "finder": ("/nhat-ky/ghi/khac", 1),
    "receipt": ("/nhat-ky/phieu/{receipt}", 4),  # entries, figures so far, whether their month is closed
    "entry": ("/nhat-ky/{number}", 6),  # entry, what was closed, others of that day, what is odd, photos
    "entry with a history": ("/nhat-ky/{returned}", 7),  # and what was done with it
    "taking a photo off": ("/nhat-ky/{number}/anh/{photo}/bo", 3),  # entry, photo
    "correcting": ("/nhat-ky/{returned}/sua", 4),  # entry, history, what was closed
    "withdrawing": ("/nhat-ky/{returned}/huy", 4),
    "status": ("/don-vi/TDP07", 7),  # timeline, latest entries, threads, exemplars, settings, month
    "declaring": ("/don-vi/TDP07/bao-ky/khong-phat-sinh", 3),  # settings, month
    "card": ("/don-vi/TDP07/the", 3),  # figures, threads
    "picture": ("/don-vi/TDP07/the.svg", 3),
    "year": ("/don-vi/TDP07/tong-ket-nam", 5),  # timeline, threads, exemplars, how threads ended
    "entries": ("/don-vi/TDP07/nhat-ky", 3),  # entries, how many
    "help": ("/tro-giup", 1),
    "raising": ("/phan-anh/gui", 1),
    "threads": ("/phan-anh", 2),
    "thread": ("/phan-anh/{thread}", 3),  # thread, feed
    "downloads": ("/tai-so-lieu", 5),  # units, entries by unit, units, files asked for
}
WARDS = {
    "units": ("/don-vi", 6),  # settings, deadline, units, figures, figures of feedback
    "units found": ("/don-vi?q=to+dan&loai=tdp&ky=2026&tinh-trang=chua-cap-nhat", 6),
    "status": ("/don-vi/TDP07?ky=2099-Q4", 6),  # unit, timeline, latest entries, threads, exemplars
    "entries": ("/don-vi/TDP07/nhat-ky", 4),
    # settings, deadline, who has updated, who was reminded, whom to call
    "chasing": ("/chua-cap-nhat?ky=2026-01", 7),  # over: whether it is closed
    "chasing by the week": ("/chua-cap-nhat?nhip=tuan", 6),
    "entries of a figure": ("/don-vi/TDP07/nhat-ky?ky=2099&so-lieu=luot_nguoi_du", 4),
    "entry": ("/nhat-ky/{number}", 6),
    "entry with a history": ("/nhat-ky/{returned}", 7),
    "waiting": ("/nhat-ky/cho-xac-nhan", 6),  # how many, mended ones, those sent back, the others, what is odd
    "waiting found": ("/nhat-ky/cho-xac-nhan?ky=2026&q=to+dan&loai=tdp", 6),
    "waiting, next page": ("/nhat-ky/cho-xac-nhan?sau=2026-11-14/123", 4),
    "home": ("/", 1),  # leads to the overview
    # settings, deadline, units with their evidence and how they updated, figures, threads, exemplars
    "overview": ("/tong-quan", 7),
    "overview found": ("/tong-quan?ky=2099&q=to+dan&loai=tdp&trang-thai=da-cap-nhat&xep=can-nhac", 7),
    "duty": ("/tong-quan/nhiem-vu?ma=V.8.1", 2),  # units with their evidence
    "entries of the ward": ("/nhat-ky/danh-sach?so-lieu=luot_nguoi_du", 3),  # entries, how many
    "entries of the ward with a topic": ("/nhat-ky/danh-sach?ky=2026&noi-dung=bdhvs&loai=hop_tdp", 3),
    "figures of feedback": ("/phan-anh/so-lieu", 2),  # figures; the median where there is an answer
    "inbox": ("/phan-anh", 2),  # threads with the counts of tabs
    "inbox found": (
        "/phan-anh?q=mang+yeu&muc=tat-ca&nhom=mang&ky=2026&noi-xu-ly=phong&han=qua-han&loai=tdp",
        4,
    ),  # words, no thread: counts apart
    "inbox, thread": ("/phan-anh/{thread}?muc=tat-ca", 5),  # thread, feed, templates, threads
    "downloads": ("/tai-so-lieu?ky=2026&loai=tdp&muc=tat-ca", 5),  # units, entries by unit, units, files asked for
    # settings, deadline, lines, whether it is closed, figures, how units stand, units
    "figures to retype": ("/nhap-lai", 9),
    "lines to retype": ("/nhap-lai/dong", 2),
    "forwarding": ("/phan-anh/{thread}/chuyen-don-vi", 5),  # and the ward's units
    "reports": ("/bao-cao", 6),  # periods of two dates, settings, closings, deadlines, reports that were kept
    # settings, deadline; closing, figures, states, units, types of entry; states; threads; the period before, its figures; the
    # year's; figures of feedback, threads, exemplars; what came late, what was reopened; edits, texts; the same of the period before; what was kept
    "report": ("/bao-cao/2026-11", 22),
    "editing": ("/bao-cao/2026-11/doan?muc=II&doan=moi", 21),
    "quoting": ("/bao-cao/2026-11/trich?muc=II", 22),
    "letterhead": ("/bao-cao/the-thuc", 2),
}
ADMINS = {
    "audit": ("/quan-tri/nhat-ky", 2),  # lines
    "audit found": ("/quan-tri/nhat-ky?q=nguoi&viec=card-issued&tu=1/1/2026", 2),
    "permissions": ("/quan-tri/quyen", 1),
    "jobs": ("/quan-tri/viec-nen", 3),  # the last run of each, the newest runs
    "settings": ("/quan-tri/cai-dat", 3),  # how long a password holds, settings
    "directory": ("/quan-tri/don-vi?q=to", 2),  # units with their people
    "unit": ("/quan-tri/don-vi/TDP07", 4),  # unit, its people, those who left
    "unit form": ("/quan-tri/don-vi/TDP07/sua", 4),  # how long a password holds, unit, parents
    "closing": ("/quan-tri/don-vi/TDP07/dong", 5),  # how long a password holds, unit, its people, the units under it
    "joining": ("/quan-tri/don-vi/TDP07/them-nguoi", 3),
    "handover": ("/quan-tri/don-vi/TDP07/ban-giao", 4),
    "people": ("/quan-tri/nguoi?q=nguoi", 3),  # people, their units
    "person": ("/quan-tri/nguoi/{member}", 7),  # person, work, printable, all that is held, browsers, cards
    "work form": ("/quan-tri/nguoi/{member}/them-viec", 5),  # how long a password holds, person, work, units
    "second factor": ("/toi/lop-hai", 4),  # every role, settings, the factor
}


@pytest.fixture(params=[FEW, MANY], ids=["few", "many"])
def addresses(request: pytest.FixtureRequest, ward: Unit, unit: Unit) -> dict[str, int | str]:
    """A ward with that many units and a unit with that many entries and threads; what pages are asked for."""
    units, entries = request.param
    are_frequent.cache_clear()  # what is remembered of a search's words would not be asked for
    for _ in range(units - 1):
        factories.an_activity(factories.a_unit(ward))
    last = factories.an_activity(unit, topics=("bdhvs", "dvc"), note="Ghi chú")
    copies_of(last, entries - 1)
    codes = [factories.a_feedback(unit, by=by) for by in [factories.a_scope(unit)] for _ in range(units)]
    factories.a_step(
        codes[-1], factories.a_scope(factories.a_unit(ward, kind="phong_vhxh"), Role.REVIEWER), FeedbackStep.RECEIVE
    )
    return {
        "draft": factories.a_draft(unit),
        "returned": a_returned_entry(unit),
        "thread": codes[-1],
        "number": last.id,
        "photo": [a_photo(last) for _ in range(6)][0],
        "receipt": last.submission_id,
        "member": someone_of(last),
    }


def a_returned_entry(unit: Unit) -> int:
    """An entry that was sent back, changed and sent back again."""
    entry = factories.an_activity(unit, held_on=clock.today() - timedelta(days=100))
    factories.changed(entry.id, Step.RETURN)
    factories.changed(entry.id, Step.CORRECT, figures={"luot_nguoi_du": 30})
    factories.changed(entry.id, Step.RETURN)
    return entry.id


def copies_of(entry: Activity, count: int) -> None:
    """More entries like one, on other days."""
    now, unit = clock.now(), entry.unit_id
    for place in range(count):
        day = entry.held_on - timedelta(days=place % 90)
        keys = {"unit_id": unit, "key": f"{place:036d}", "sha256": "0" * 64, "received_at": now}
        number = db.session.execute(insert(Submission).values(keys).returning(Submission.id)).scalar_one()
        row = {"submission_id": number, "unit_id": unit, "type": entry.type, "held_on": day, "status": Status.SENT}
        row |= {"note": "", "difficulty": "", "logged_as": "", "logged_at": now}
        made = db.session.execute(insert(Activity).values(row).returning(Activity.id)).scalar_one()
        shared = {"activity_id": made, "unit_id": unit, "held_on": day, "type": entry.type, "counts": True}
        figures = [{"measure": "so_hoat_dong", "value": 1}, {"measure": "luot_nguoi_du", "value": 45}]
        db.session.execute(insert(Measurement), [shared | figure for figure in figures])
    db.session.commit()


def test_a_reporters_pages_cost_what_they_may(reporter: PageClient, addresses: dict[str, int]):
    for address, queries in OWN.values():
        with expect_queries(queries):
            reporter.get(address.format(**addresses))


def test_the_wards_pages_cost_what_they_may(reviewer: PageClient, observer: PageClient, addresses: dict[str, int]):
    for name, (address, queries) in WARDS.items():
        with expect_queries(queries):
            reader = observer if name == "home" else reviewer
            reader.get(address.format(**addresses), status=303 if name == "home" else 200)


def test_an_admins_pages_cost_what_they_may(app: Flask, ward: Unit, addresses: dict[str, int]):
    admin = PageClient(app).signed_in_as(factories.a_person(ward, Role.ADMIN))
    for address, queries in ADMINS.values():
        with expect_queries(queries):
            admin.get(address.format(**addresses))


def test_who_is_signed_out_costs_nothing(app: Flask, signed_out: PageClient):
    for path, status in (("/dang-nhap", 200), ("/tro-giup", 200), ("/", 303), ("/khong-co", 404)):
        with expect_queries(0):
            signed_out.get(path, status=status)


def test_a_refusal_costs_only_knowing_who_asks(app: Flask, unit: Unit):
    publisher = PageClient(app).signed_in_as(factories.a_person(unit, Role.PUBLISHER))

    with expect_queries(1):
        publisher.get("/don-vi", status=403)
