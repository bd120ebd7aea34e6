"""UK local time, without a time-zone database that differs between machines.

Summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October, the rule since
1996 (The Summer Time Order 2002).
"""

from datetime import UTC, date, datetime, timedelta

_HOUR = timedelta(hours=1)


def uk_midnight(day: date) -> datetime:
    """Return the instant at which `day` begins in the UK."""
    is_summer = _last_sunday(day.year, 3) < day <= _last_sunday(day.year, 10)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - (_HOUR if is_summer else timedelta())


def uk_day(at: datetime) -> date:
    """Return the day that it is in the UK at an instant."""
    return _local(at).date()


def uk_text(at: datetime) -> str:
    """Return an instant as UK clocks show it, with which time that is: 01:30 comes twice on one night of the year."""
    return f"{_local(at):%Y-%m-%d %H:%M} {'BST' if is_summer_time(at) else 'GMT'}"


def is_summer_time(at: datetime) -> bool:
    """Return whether clocks in the UK are an hour ahead at an instant."""
    year = at.astimezone(UTC).year
    return _changes(year, 3) <= at < _changes(year, 10)


def _local(at: datetime) -> datetime:
    return at.astimezone(UTC) + (_HOUR if is_summer_time(at) else timedelta())


def _changes(year: int, month: int) -> datetime:
    day = _last_sunday(year, month)
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
