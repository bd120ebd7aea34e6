"""What every reader asks of a table: the columns it knows, each figure once, years without a gap, numbers as printed.

Where a file does not say what it counts or for which year, one published number that it must hold says so.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TypeVar

from joinedup.core.refusal import Refusal
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.kinds.area import Area

Told = TypeVar("Told")
Key = tuple[str | int, ...]
Seen = dict[Key, int]
"""Rows by what may be there once."""
ENGLAND_AND_WALES = ("K04000001", "England and Wales")
ONS_CODE = re.compile(r"[A-Z]\d{8}")
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?(?:e([+-]\d{1,2}))?", re.ASCII)
_MOST_SYMBOLS = 24


@dataclass(frozen=True, slots=True)
class Known:
    """A published number: the row it stands in (column to cell), its column, and the cell without commas."""

    row: Mapping[str, str]
    column: str
    cell: str

    def is_in(self, sheet: Sheet) -> bool:
        """Return whether the sheet holds it."""
        if not {*self.row, self.column} <= set(sheet.header):
            return False
        asked = {sheet.header.index(column): cell for column, cell in self.row.items()}
        at = sheet.header.index(self.column)
        rows = (cells for _, cells in sheet.rows if all(cells[i] == cell for i, cell in asked.items()))
        return any(cells[at].replace(",", "") == self.cell for cells in rows)


def told_by(
    sheet: Sheet, known: Mapping[Told, Known], in_name: Callable[[str], Told | None], lacks: str, mend: str
) -> Told:
    """Return what a file is from a number known to be in it, else from the words of its name; refuse where neither.

    `lacks` ends the sentence "nothing in it says …" and `mend` says what to do.
    """
    told = next((told for told, one in known.items() if one.is_in(sheet)), None)
    words = sheet.file.casefold().replace("_", " ").replace("-", " ")
    told = in_name(words) if told is None else told
    if told is None:
        raise Refusal(f"{sheet.file} has a shape that we know, but nothing in it says {lacks}. {mend}.")
    return told


def year_in_name(name: str) -> int | None:
    """Return the one year in a file's name, from 2000 on ("population22", "imd2019", "mid 2021"); None if unclear."""
    found = re.findall(r"(?:imd|population|mid) ?(?:20)?(\d\d)(?!\d)", name)
    return 2000 + int(found[0]) if len(set(found)) == 1 else None


def clipped(names: Sequence[str], most: int = 40) -> str:
    """Return the first few names for a sentence, each cut to `most` letters."""
    return listed([name if len(name) <= most else name[:most] + "…" for name in names])


def check_columns(sheet: Sheet, wanted: Sequence[str], optional: Collection[str] = ()) -> None:
    """Refuse a header that lacks a wanted column, has one that is not known, or has the wanted in another order."""
    missing = [column for column in wanted if column not in sheet.header]
    extra = [column for column in sheet.header if column not in wanted and column not in optional]
    if missing or extra:
        raise Refusal(
            f"{sheet.file}, row 1: this is not the layout we know"
            + (f"; missing: {clipped(missing)}" if missing else "")
            + (f"; not expected: {clipped(extra)}" if extra else "")
            + f". Allowed is {clipped(wanted)}."
        )
    if [column for column in sheet.header if column in wanted] != list(wanted):
        raise Refusal(f"{sheet.file}, row 1: the columns are not in the order we know; allowed is {clipped(wanted)}.")


def check_once(sheet: Sheet, seen: Seen, key: Key, row: int, what: str) -> None:
    """Note that `key` stands in `row`; refuse where it stood in an earlier one. `what` names it for people."""
    if key in seen:
        raise Refusal(
            f"{sheet.file}, row {row}: found {clipped([what], 80)} again (first in row {seen[key]}); "
            "each may be there once."
        )
    seen[key] = row


def check_whole(sheet: Sheet, seen: Seen) -> None:
    """Refuse a file that lacks one of the combinations of what its rows tell apart: a line would have a silent gap."""
    parts = [sorted(set(part), key=str) for part in zip(*seen, strict=True)]
    absent = [", ".join(map(str, key)) for key in product(*parts) if key not in seen]
    if absent:
        raise Refusal(f"{sheet.file}: no row for {clipped(absent[:1], 80)}; every combination must have one.")


def check_follow_on(sheet: Sheet, years: Iterable[int], where: str = "") -> tuple[int, int]:
    """Return the first and last year; refuse a year left out between them."""
    held = sorted(set(years))
    if gaps := sorted(set(range(held[0], held[-1] + 1)) - set(held)):
        raise Refusal(
            f"{sheet.file}{where}: nothing is there for {listed(gaps)}; "
            f"every year from {held[0]} to {held[-1]} must be."
        )
    return held[0], held[-1]


def area_code(sheet: Sheet, row: int, column: str, text: str) -> str:
    """Return an ONS area code; refuse anything else."""
    if not ONS_CODE.fullmatch(text):
        sheet.refuse(row, column, text, "an ONS area code: a letter and eight digits")
    return text


def year_of(sheet: Sheet, row: int, column: str, text: str) -> int:
    """Return a cell as a year; refuse anything else."""
    year = sheet.whole(row, column, text, "a year such as 2020")
    if not 1800 <= year <= 2200:
        sheet.refuse(row, column, text, "a year such as 2020")
    return year


def number(sheet: Sheet, row: int, column: str, text: str, allowed: str = "a number") -> tuple[float, int]:
    """Return a cell as a number and how many digits it prints after the point ("9e-04": four); refuse other text."""
    plain = text.strip().replace(",", "")
    found = _NUMBER.fullmatch(plain)
    if not found or len(plain) > _MOST_SYMBOLS:
        sheet.refuse(row, column, text, allowed)
    return float(plain), max(0, len(found[1] or "") - int(found[2] or 0))


def most_decimals(decimals: Iterable[int]) -> int:
    """Return the digits after the point that a column is printed with.

    Programs that drop noughts from the end print 41.0 as 41: the most digits that any cell has are all cells'.
    """
    return max(decimals, default=0)


def councils_without(codes: Collection[str], areas: Mapping[str, Area], day: date) -> tuple[str, ...]:
    """Return one sentence that names the upper-tier councils of a day that a file has no row for.

    None where every one has a row, and where none has: then the file is not about them.
    """
    councils = [area for area in areas.values() if area.kind == "upper-tier" and area.exists_on(day)]
    absent = sorted(area.name for area in councils if area.code not in codes)
    if not absent or len(absent) == len(councils):
        return ()
    return (f"No row for these upper-tier councils of {day.year}: {listed(absent, 8)}.",)
