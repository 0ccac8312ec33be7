"""What one ward decides leaves what another decided."""

from app import clock
from app.database import let_go
from app.scope import Actor
from app.settings.commands import change_settings
from app.settings.queries import Settings, settings_of
from app.units.models import Unit
from tests.factories import a_ward


def test_each_ward_has_its_own(ward: Unit):
    far, somebody = a_ward("09999", "Phường Khác"), Actor(None, "test", None)
    numbers = ward.id, far.id
    for number, days in zip(numbers, (3, 4), strict=True):
        change_settings(number, Settings(due_days=days), by=somebody, now=clock.now())
    let_go()

    assert [settings_of(number).due_days for number in numbers] == [3, 4]
