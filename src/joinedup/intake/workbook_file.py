"""Turn the one sheet of a workbook into a CSV, so that it is read and checked as any other file."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from joinedup.core.refusal import Refusal
from joinedup.intake.nameless import Nameless

_FAULTS = (CalamineError, ValueError, OSError)
_EXACT = 10**15
"""A workbook keeps numbers to fifteen digits; longer ones have lost the rest."""


def sheet_as_csv(path: Path, room: Nameless) -> Path:
    """Write the only filled sheet of the workbook `path` as CSV in UTF-8; return the path that opens it.

    Dates are written as 2021-06-30; whole numbers without a point; numbers too long for a workbook to keep are
    written in scientific form, so that the check of ids finds them. Refuses a workbook with no filled sheet or
    several, and one that cannot be opened. Whoever calls has made sure that it does not unpack to a flood.
    """
    try:
        book = CalamineWorkbook.from_path(str(path))
        filled = [name for name in book.sheet_names if _is_filled(book, name)]
    except _FAULTS:
        raise Refusal(
            f"{path.name} is a workbook, not a CSV file, and cannot be opened: save the sheet as 'CSV UTF-8 (comma "
            "delimited)'."
        ) from None
    if len(filled) != 1:
        raise Refusal(
            f"{path.name} is a workbook with {len(filled)} filled sheets; one is read. Save the sheet to send as "
            "'CSV UTF-8 (comma delimited)'."
        )
    sheet = book.get_sheet_by_name(filled[0])
    if sheet.start != (0, 0):
        raise Refusal(f"{path.name}: the sheet begins with blank rows or columns; its headers belong in row 1, from A.")
    return room.keep(_lines(_rows(sheet.iter_rows())))


def _lines(rows: Iterator[list[str]]) -> Iterator[bytes]:
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(row)
        yield line.getvalue().encode()


def _is_filled(book: CalamineWorkbook, name: str) -> bool:
    sheet = book.get_sheet_by_name(name)
    return sheet.total_height > 0 and sheet.total_width > 0 and any(any(_texts(row)) for row in sheet.iter_rows())


def _rows(rows: Iterator[Sequence[object]]) -> Iterator[list[str]]:
    """Return rows of text as wide as the header; cells beyond it stay where they hold something."""
    width = 0
    for row in rows:
        texts = _texts(row)
        filled = max((place for place, text in enumerate(texts, start=1) if text), default=0)
        width = width or filled
        yield texts[: max(width, filled)]


def _texts(row: Sequence[object]) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if abs(cell) >= _EXACT:
            return f"{cell:.5E}"
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
