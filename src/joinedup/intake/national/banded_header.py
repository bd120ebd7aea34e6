"""Tables of a workbook whose columns stand under one or two rows of header: periods, and below them what is given.

A period printed once over several columns ("2019 to 2021" over deaths, rate, lower, upper) holds for all of them.
"""

import re
from dataclasses import dataclass

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.sheet import Numbered
from joinedup.intake.national.workbook import Workbook

_RANGE = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|\N{EN DASH}|to)\s*((?:19|20)?\d\d)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_GIVES = (
    ("lower", "low"),
    ("upper", "high"),
    ("rate", "value"),
    ("asmr", "value"),
    ("death", "numerator"),
    ("number", "numerator"),
    ("", "flag"),
)
"""What a word in the name of a column says that it gives; the first that is there decides."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: its place in the row, its name for sentences, its period, and what it gives.

    `gives` is numerator, value, low, high, or flag (a column of remarks beside a rate).
    """

    at: int
    name: str
    period: Period
    gives: str


@dataclass(frozen=True, slots=True)
class Banded:
    """A sheet's table: where it stands, its title, the columns before the figures, the figures' columns and rows."""

    place: str
    title: str
    leading: int
    columns: tuple[Column, ...]
    rows: tuple[Numbered, ...]


def banded(book: Workbook, name: str, first_cells: frozenset[str]) -> Banded | None:
    """Return the table of a sheet whose header starts with one of `first_cells` (any case); None where none does."""
    rows = book.rows(name)
    at = next((i for i, (_, cells) in enumerate(rows) if cells and cells[0].casefold() in first_cells), None)
    if at is None:
        return None
    place = book.place(name)
    header = rows[at][1]
    below = rows[at + 1][1] if at + 1 < len(rows) else ()
    is_double = bool(below) and not below[0] and any(below)
    columns = _columns(place, rows[at][0], header, below if is_double else ("",) * len(header))
    title = next((cells[0] for _, cells in rows[:at] if cells[0]), "")
    return Banded(place, title, columns[0].at, columns, rows[at + 1 + is_double :])


def _columns(place: str, row: int, header: tuple[str, ...], below: tuple[str, ...]) -> tuple[Column, ...]:
    columns: list[Column] = []
    period: Period | None = None
    for at, (upper, lower) in enumerate(zip(header, below, strict=True)):
        period = _period(upper) or period
        if period is None or at == 0:
            continue
        words = f"{_without_period(upper)} {lower}".casefold()
        is_plain = not words.strip() and bool(upper)
        gives = "numerator" if is_plain else next(gives for word, gives in _GIVES if word in words)
        if gives == "flag" and words.strip():
            raise Refusal(
                f"{place}, row {row}: found column '{upper or lower}'; allowed are deaths, rate, lower and upper limit "
                "under a year or years."
            )
        columns.append(
            Column(at, " ".join(filter(None, (period.label, lower or _without_period(upper)))), period, gives)
        )
    if not columns:
        raise Refusal(f"{place}, row {row}: found no column of a year such as 2020 or of years such as 2018 to 2020.")
    return tuple(columns)


def _period(text: str) -> Period | None:
    if found := _RANGE.search(text):
        first, last = int(found[1]), int(found[2])
        last = last if last > 99 else first - first % 100 + last
        return Period.years(first, last) if last >= first else None
    found = _YEAR.search(text)
    return Period.years(int(found[1])) if found else None


def _without_period(text: str) -> str:
    return _YEAR.sub("", _RANGE.sub("", text)).strip(" :-,")
