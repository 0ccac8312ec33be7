"""Working time: cases worked out by hand, and what must hold for every case. A day has 4 h + 3 h 30; noon is free."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import HANOI
from app.office_hours.hours import Holidays, OfficeHours
from app.office_hours.reading import HolidayError, read_holidays

HOURS = OfficeHours(holidays=read_holidays())
H, M = timedelta(hours=1), timedelta(minutes=1)
DAY = timedelta(hours=7, minutes=30)


def on(text: str) -> datetime:
    """ "24/11 09:00" of 2026, or with a year, by Hà Nội's clocks."""
    day, hour = text.split()
    d, m, y = (*map(int, day.split("/")), 2026)[:3]
    return datetime(y, m, d, *map(int, hour.split(":")), tzinfo=HANOI)


# start, working time, when it has passed. 23/11/2026 is a Monday.
AFTER = [
    ("23/11 09:00", 8 * H, "24/11 09:30"),  # Mon 2:30 + 3:30 = 6; 2 more from Tue 7:30
    ("23/11 09:00", 4 * H, "23/11 15:00"),  # 2:30 before noon, 1:30 after 13:30
    ("23/11 09:00", 5 * DAY, "30/11 09:00"),  # five days on at the same hour
    ("23/11 07:30", DAY, "23/11 17:00"),  # the whole day ends with it, not with the next morning
    ("23/11 07:30", 4 * H, "23/11 11:30"),  # the whole morning
    ("23/11 07:30", 4 * H + M, "23/11 13:31"),  # a minute into the afternoon
    ("23/11 11:30", H, "23/11 14:30"),  # at the end of the morning noon does not count
    ("23/11 12:00", H, "23/11 14:30"),  # in the free hours
    ("23/11 13:30", H, "23/11 14:30"),
    ("23/11 17:00", H, "24/11 08:30"),  # at closing time: the next morning
    ("23/11 16:59", H, "24/11 08:29"),
    ("23/11 22:00", 8 * H, "25/11 08:00"),  # Tue 7:30 of the 8, half an hour on Wed
    ("23/11 05:00", H, "23/11 08:30"),  # before opening
    ("20/11 16:30", 4 * H, "23/11 11:00"),  # Fri 0:30, 3:30 on Monday
    ("20/11 15:00", 8 * H, "23/11 15:30"),  # Fri 2; Mon 4 + 2
    ("21/11 09:00", H, "23/11 08:30"),  # Saturday
    ("22/11 23:59", 4 * H, "23/11 11:30"),  # Sunday night, an urgent one
    ("18/11 20:14", 5 * DAY, "25/11 17:00"),  # Thu Fri Mon Tue Wed (the mock-up's)
    ("31/08 09:00", H, "03/09 08:30"),  # Quốc khánh: 31/8 to 2/9 closed
    ("28/08 16:00", 2 * H, "03/09 08:30"),  # Fri 1 h, then Thursday
    ("27/08 09:00", 5 * DAY, "08/09 09:00"),  # 27, 28, then 3, 4, 7 and the rest on the 8th
    ("21/08 16:00", 2 * H, "22/08 08:30"),  # Saturday 22/8 is worked
    ("22/08 09:00", DAY, "24/08 09:00"),  # from the worked Saturday to Monday
    ("13/02 16:00", 2 * H, "23/02 08:30"),  # Tết: 16 to 20/2 closed, with the weekends around
    ("12/02 09:00", 5 * DAY, "26/02 09:00"),  # 12, 13, then 23, 24, 25, the rest on the 26th
    ("16/02 10:00", 5 * DAY, "27/02 17:00"),  # raised during Tết: 23 to 27
    ("24/04 15:00", 4 * H, "28/04 09:30"),  # Fri 2; Monday 27 is off; Tue 2
    ("29/04 16:30", H, "04/05 08:00"),  # 30/4 and 1/5, then a weekend
    ("28/04 09:00", 5 * DAY, "07/05 09:00"),  # 28, 29, 4, 5, 6, the rest on the 7th: the holidays lie in the middle
    ("23/04 09:00", 2 * DAY, "28/04 09:00"),  # would end on Monday 27, which is off
    ("31/12 16:30", H, "04/01/2027 08:00"),  # New Year's Friday, a weekend
    ("09/01 16:30", H, "10/01 08:00"),  # Saturday 10/1 is worked for 2/1
    ("04/02/2027 16:00", 2 * H, "12/02/2027 08:30"),  # Tết 2027: 5 to 11/2
    ("23/11 09:00", 0 * H, "23/11 09:00"),  # nothing wanted
    ("21/11 09:00", 0 * H, "21/11 09:00"),
    ("23/11 09:00", 10 * DAY, "07/12 09:00"),  # two weeks
]
# start, end, the working time between
WORKED = [
    ("23/11 09:00", "23/11 10:00", H),
    ("23/11 11:00", "23/11 14:00", H),  # half an hour on each side of noon
    ("23/11 12:00", "23/11 13:00", 0 * H),
    ("23/11 16:00", "24/11 08:30", 2 * H),
    ("20/11 16:30", "23/11 08:00", H),
    ("21/11 08:00", "22/11 17:00", 0 * H),  # a weekend
    ("23/11 10:00", "23/11 09:00", 0 * H),  # backwards
    ("13/02 07:30", "23/02 17:00", 2 * DAY),  # over Tết
    ("01/09 08:00", "02/09 17:00", 0 * H),
    ("02/11 00:00", "30/11 00:00", 20 * DAY),  # four weeks
]


@pytest.mark.parametrize(("start", "wanted", "end"), AFTER)
def test_when_so_much_working_time_has_passed(start: str, wanted: timedelta, end: str):
    assert HOURS.after(on(start), wanted) == on(end)


@pytest.mark.parametrize(("start", "end", "between"), WORKED)
def test_how_much_working_time_lies_between(start: str, end: str, between: timedelta):
    assert HOURS.worked(on(start), on(end)) == between


INSTANTS = st.integers(0, 700 * 24 * 3600).map(
    lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)
SPANS = st.integers(1, 60 * 60 * 100).map(lambda seconds: timedelta(seconds=seconds))


@given(INSTANTS, SPANS)
def test_exactly_so_much_lies_before_its_end(start: datetime, wanted: timedelta):
    end = HOURS.after(start, wanted)

    assert HOURS.worked(start, end) == wanted
    assert HOURS.worked(start, end - timedelta(seconds=1)) < wanted


@given(INSTANTS, INSTANTS, INSTANTS)
def test_two_parts_make_the_whole_and_none_is_negative(a: datetime, b: datetime, c: datetime):
    first, middle, last = sorted((a, b, c))

    assert HOURS.worked(first, middle) + HOURS.worked(middle, last) == HOURS.worked(first, last) >= timedelta(0)


@pytest.mark.parametrize(
    ("sittings", "weekdays"),
    [((), {0}), (((600, 500),), {0}), (((450, 700), (690, 900)), {0}), (((450, 690),), set()), (((1400, 1500),), {0})],
)
def test_hours_that_are_none_are_refused(sittings: tuple[tuple[int, int], ...], weekdays: set[int]):
    with pytest.raises(ValueError, match="no office hours"):
        OfficeHours(sittings, frozenset(weekdays))


def test_hours_without_a_day_to_work_on_end():
    closed = frozenset(date(2026, 11, 23) + timedelta(days=n) for n in range(20_000))

    with pytest.raises(ValueError, match="within sight"):
        OfficeHours(holidays=Holidays(closed)).after(on("23/11 09:00"), H)


@pytest.mark.parametrize(
    "text",
    ["", "closed: 5", "closed: [{day: hôm nay}]", "closed: [{from: 2026-01-02, to: 2026-01-01}]", "closed: [{x: 1}]"],
)
def test_a_broken_file_of_holidays_stops_the_start(tmp_path, text: str):
    file = tmp_path / "h.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(HolidayError, match=r"h\.yaml"):
        read_holidays(file)
