"""The one place of the site where the clock is read; tests set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_SET: ContextVar[datetime | None] = ContextVar("instant", default=None)


def now() -> datetime:
    """Return the instant in UTC: the clock's, or the one that was set."""
    return _SET.get() or datetime.now(UTC)


@contextmanager
def clock_at(at: datetime) -> Iterator[None]:
    """Let the clock stand at an instant (with a time zone) within this block."""
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    before = _SET.set(at)
    try:
        yield
    finally:
        _SET.reset(before)
