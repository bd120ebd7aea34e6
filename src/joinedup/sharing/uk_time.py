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


def instant_of(text: str) -> datetime:
    """Return the instant that a text names: a day (its UK midnight), UK local time, or a time with an offset.

    Raises ValueError with a sentence where it is none of them, where UK clocks skip that time, and where they show it
    twice: then an offset has to say which.
    """
    try:
        named = datetime.fromisoformat(text)
        is_day = len(text) <= len("2026-04-01") and ":" not in text
    except ValueError:
        raise ValueError(f"'{text}' is no instant such as 2026-04-01 or 2026-04-01T09:30, or one with Z.") from None
    if not 1990 <= named.year <= 2199:
        raise ValueError(f"'{text}' is not within the years 1990 to 2199.")
    if is_day:
        return uk_midnight(named.date())
    if named.tzinfo is not None:
        return named.astimezone(UTC)
    in_winter = named.replace(tzinfo=UTC)
    meant = [one for one in (in_winter - _HOUR, in_winter) if _local(one) == in_winter]
    if not meant:
        raise ValueError(f"UK clocks skip {text}: they go from 01:00 to 02:00 that night.")
    if len(meant) > 1:
        raise ValueError(f"UK clocks show {text} twice that night: say which with +01:00 (the first) or Z.")
    return meant[0]
