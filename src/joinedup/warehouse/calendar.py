"""Days, months and ties as expressions that give the same answer on DuckDB and on Spark.

Engines disagree on what a month or a year between two dates is, and on which of two equal rows comes first. So
treatment and the definitions use only these; a test bans the engine's own spellings.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import ibis

FAR_FUTURE: Final = date(9999, 1, 1)
"""Stands for "not ended" where dates are ordered; adding a few weeks to it is still a date on every engine."""

_ANSWERS: Final = 100  # room for this many different answers beside one rank


def days_between(earlier: Any, later: Any) -> Any:
    """Return whole days from `earlier` to `later` (negative if it lies before), null if either is null."""
    return later.delta(earlier, unit="day").cast("int64")


def add_days(day: Any, days: int) -> Any:
    """Return the date `days` later."""
    return day + ibis.interval(days=days)


def add_months(day: Any, months: int) -> Any:
    """Return the same day `months` calendar months later, or the last of that month where it has no such day.

    31 August and six months give 28 or 29 February, on DuckDB and on Spark alike.
    """
    return day + ibis.interval(months=months)


def is_first(within: Sequence[Any], order: Sequence[Any]) -> Any:
    """Return whether a row is the first of its group; `order` must tell any two rows of a group apart."""
    return ibis.row_number().over(ibis.window(group_by=within, order_by=order)) == 0


def rank_in(within: Sequence[Any], order: Sequence[Any]) -> Any:
    """Return the rank of a row in its group from 0; rows that `order` does not tell apart get the same one."""
    return ibis.rank().over(ibis.window(group_by=within, order_by=order)).cast("int64")


def first_known(rank: Any, answer: Any) -> Any:
    """Aggregate whole-number answers (0 to 99) to the one with the lowest rank, ignoring null ones.

    Of answers with the same rank the lowest number counts. Packing both into one number makes this a plain minimum,
    which every engine takes alike and which never depends on the order rows are read in.
    """
    return (rank * _ANSWERS + answer).min() % _ANSWERS
