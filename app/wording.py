"""Jinja filters: dates, numbers and how long ago, as Vietnamese people write them."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from app import clock

LOCALE = "vi"


@lru_cache(maxsize=4096)
def number(value: int) -> str:
    """1250 → "1.250"."""
    return format_decimal(value, locale=LOCALE)


@lru_cache(maxsize=4096)
def short_date(value: date) -> str:
    """ "22/11/2026"."""
    return f"{value:%d/%m/%Y}"


@lru_cache(maxsize=1024)
def day_month(value: date) -> str:
    """ "22/11"."""
    return f"{value:%d/%m}"


@lru_cache(maxsize=1024)
def weekday(value: date) -> str:
    """ "Chủ Nhật"."""
    return str(format_date(value, "EEEE", locale=LOCALE))


def full_date(value: date) -> str:
    """ "Thứ Ba, ngày 24/11/2026"."""
    return f"{weekday(value)}, ngày {short_date(value)}"


def near_date(value: date) -> str:
    """ "Hôm nay, 22/11", "Hôm qua, 21/11", "Thứ Bảy, 14/11", and with the year when it is not this one."""
    today = clock.today()
    named = {0: "Hôm nay", 1: "Hôm qua"}.get((today - value).days)
    if named is None and value.year != today.year:
        return short_date(value)
    return f"{named or weekday(value)}, {day_month(value)}"


def moment(value: datetime) -> str:
    """ "19:40 ngày 22/11/2026", by Hà Nội's clocks."""
    return f"{clock.local(value):%H:%M ngày %d/%m/%Y}"


def hour(value: datetime) -> str:
    """ "19:40", or with the day when it was not today."""
    local = clock.local(value)
    return f"{local:%H:%M}" if local.date() == clock.today() else f"{local:%H:%M ngày %d/%m}"


def near_moment(value: datetime) -> str:
    """ "hôm nay, 19:40", "hôm qua, 7:05", "22/11/2026"."""
    local = clock.local(value)
    named = {0: "hôm nay", 1: "hôm qua"}.get((clock.today() - local.date()).days)
    return f"{named}, {local.hour}:{local:%M}" if named else short_date(local.date())


def day_of(value: datetime) -> str:
    """The date an instant falls on by Hà Nội's clocks: "22/11/2026"."""
    return short_date(clock.local(value).date())


def sentence(text: str) -> str:
    """The first letter large, the others as they are: "Quý IV/2026"."""
    return text[:1].upper() + text[1:]


def span(first_on: date, last_on: date) -> str:
    """ "15/10/2026 đến 14/11/2026"."""
    return f"{short_date(first_on)} đến {short_date(last_on)}"


def register(app: Flask) -> None:
    """Gives the templates these filters."""
    for each in (
        number,
        short_date,
        day_month,
        weekday,
        full_date,
        near_date,
        moment,
        near_moment,
        day_of,
        hour,
        sentence,
        span,
    ):
        app.add_template_filter(each)
