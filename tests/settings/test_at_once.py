"""Two admins save at the same instant: the one or the other holds whole, never hours of both."""

from threading import Barrier, Thread

from flask import Flask

from app import clock
from app.database import let_go
from app.extensions import db
from app.scope import CONSOLE
from app.settings.commands import change_settings
from app.settings.queries import Settings, settings_of
from app.units.models import Unit

EARLY = Settings(morning_from=360, morning_to=600, afternoon_from=660, afternoon_to=900, answer_days=3)
LATE = Settings(morning_from=540, morning_to=780, afternoon_from=840, afternoon_to=1080, receive_hours=6)


def save_at_once(app: Flask, ward: int, several: list[Settings]) -> list[Exception]:
    """Saves them together; what failed."""
    ready, failed = Barrier(len(several)), []

    def save(wanted: Settings) -> None:
        with app.app_context():
            ready.wait()
            try:
                change_settings(ward, wanted, by=CONSOLE, now=clock.now())
            except Exception as error:  # a thread's error is lost otherwise
                failed.append(error)

    threads = [Thread(target=save, args=[wanted]) for wanted in several]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_the_settings_of_two_admins_do_not_mix(app: Flask, ward: Unit):
    number = ward.id
    db.session.rollback()
    for _ in range(10):
        assert save_at_once(app, number, [EARLY, LATE] * 2) == []

        let_go()
        assert settings_of(number) in (EARLY, LATE)
