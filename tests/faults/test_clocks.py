"""The server's clock jumps while it runs, and the day turns in Hà Nội: nothing is lost, no token lives for ever."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from app import clock
from app.clock import HANOI
from tests.faults.conftest import Ledger
from tests.faults.phones import Phone, an_entry
from tests.faults.site import Site
from tests.faults.tally import tally
from tests.faults.worlds import phones

JUMPS = (1, -1, 3650, -3650)  # days
# A refusal in words: not signed in, a token of another time, a day that is not yet or long gone.
IN_WORDS = {201, 400, 401, 403, 422}
Jump = Callable[[int | datetime], None]


@pytest.fixture
def jump(site: Site) -> Jump:
    """Starts a site, and sets its clock while it runs: so many days off, or to an instant."""
    site.serve(without="moved_clock", workers="1")
    said = site.data_dir / "clock"

    def set_clock(moment: int | datetime) -> None:
        off = (moment - datetime.now(UTC)).total_seconds() if isinstance(moment, datetime) else moment * 86_400
        said.with_suffix(".new").write_text(str(off))
        said.with_suffix(".new").replace(said)

    return set_clock


def signed_in_again(phone: Phone) -> Phone:
    """As the person does when the phone says so."""
    phone.ask_who()
    return phone if phone.who.get("person") else phone.sign_in()


@pytest.mark.fault("A17 clock jumps")
@pytest.mark.long("postgresql")
def test_the_clock_jumps_during_a_session(site: Site, database: str, jump: Jump, ledger: Ledger):
    phone = phones(site, 1)[0]
    items = [phone.deliver(an_entry())]
    for moment in JUMPS:
        items += [an_entry(2), an_entry(2)]
        jump(moment)
        for item in items[-2:]:
            phone.send(item)
        jump(0)
        for item in items[-2:]:
            signed_in_again(phone).deliver(item)

    counted = tally(site, items)
    ledger(counted.row("A17 ±1 day, ±10 years while it runs", database))
    assert {status for item in items for status in item.answers} <= IN_WORDS
    assert counted.acknowledged == counted.stored == len(items)
    assert counted.row("A17", database).harmless


@pytest.mark.fault("A17 no token for ever")
@pytest.mark.long
def test_a_sign_in_of_another_time_opens_nothing_today(site: Site, jump: Jump):
    jump(3650)
    phone = phones(site, 1)[0]
    jump(0)

    phone.ask_who()

    assert phone.who == {"person": None}
    assert signed_in_again(phone).who["unit"] == "TDP07"


def stored_days(site: Site) -> list[date]:
    """The days of what was logged, in the order in which it came."""
    engine = site.engine()
    with engine.connect() as connection:
        asked = "SELECT held_on FROM activities a JOIN submissions s ON s.id = a.submission_id WHERE s.key NOT LIKE 'demo-%'"
        days = connection.execute(text(f"{asked} ORDER BY a.id")).scalars().all()
    engine.dispose()
    return [day if isinstance(day, date) else date.fromisoformat(day) for day in days]


@pytest.mark.fault("A18 midnight in Hà Nội")
@pytest.mark.long("postgresql")
def test_an_entry_about_midnight_is_of_the_day_in_hanoi(site: Site, database: str, jump: Jump, ledger: Ledger):
    today = clock.today()
    jump(datetime(2027, 3, 14, 23, 30, tzinfo=HANOI))  # the last half hour of a month of the ward
    phone = phones(site, 1)[0]
    days_until = (date(2027, 3, 14) - today).days
    before, early = an_entry(-days_until), an_entry(-days_until - 1)
    phone.deliver(before)
    assert phone.send(early).status == 422
    jump(datetime(2027, 3, 15, 0, 30, tzinfo=HANOI))  # still the 14th in UTC
    phone.deliver(early)

    counted = tally(site, [before, early])
    ledger(counted.row("A18 23:30 and 00:30", database))
    assert stored_days(site) == [date(2027, 3, 14), date(2027, 3, 15)]
    assert counted.row("A18", database).harmless
