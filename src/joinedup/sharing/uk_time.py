"""UK local midnight, without a time-zone database that differs between machines."""

from datetime import UTC, date, datetime, timedelta


def uk_midnight(day: date) -> datetime:
    """Return the instant at which `day` begins in the UK.

    Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October, the rule
    since 1996 (The Summer Time Order 2002).
    """
    is_summer = _last_sunday(day.year, 3) < day <= _last_sunday(day.year, 10)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=1 if is_summer else 0)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
