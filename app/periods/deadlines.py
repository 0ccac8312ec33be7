"""Hạn cập nhật: the last day on which figures of a period are in time; pure."""

from datetime import date

from app.office_hours.hours import DAY, OfficeHours


def due_on(last_on: date, hours: OfficeHours, days: int) -> date:
    """The working day so many after a period's last day, the whole of it inside; 0: that last day itself."""
    day = last_on
    for _ in range(days):
        day += DAY
        while not hours.works_on(day):
            day += DAY
    return day
