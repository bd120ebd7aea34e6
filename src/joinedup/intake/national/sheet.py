"""A published table as rows of text: decoded so that names survive, with the row numbers a spreadsheet shows."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, NoReturn

from joinedup.core.refusal import Refusal

ENOUGH_TO_TELL = 64 * 1024
"""Bytes of the (unzipped) file that a reader may look at to recognise it."""
_MOST_DIGITS = 12
_MOST_SHOWN = 40
_MOST_LISTED = 60
_MOST_ALLOWED = 400
_GZIP = b"\x1f\x8b"

Numbered = tuple[int, tuple[str, ...]]
"""A row's number, as a spreadsheet shows it, and its cells."""
Repeats = Literal["refuse", "number"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's header and rows. Row 1 is the header, as in a spreadsheet; rows without any text are left out."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Numbered, ...]

    def refuse(self, row: int, column: str, found: str, allowed: str) -> NoReturn:
        """Raise the sentence that names file, row, column, what was found and what is allowed."""
        seen = f"'{short(found)}'" if found.strip() else "an empty cell"
        allowed = short(allowed, _MOST_ALLOWED)
        raise Refusal(f"{self.file}, row {row}, column '{short(column)}': found {seen}; allowed is {allowed}.")

    def whole(self, row: int, column: str, text: str, allowed: str = "a whole number, 0 or more") -> int:
        """Return a cell as a whole number, thousands separated or not; refuse anything else."""
        plain = text.strip().replace(",", "")
        if not (plain.isascii() and plain.isdigit() and len(plain) <= _MOST_DIGITS):
            self.refuse(row, column, text, allowed)
        return int(plain)


def short(text: str, most: int = _MOST_SHOWN) -> str:
    """Return a text as a sentence can hold it: its beginning, and a sign where it was longer."""
    return text if len(text) <= most else text[:most] + "…"


def listed(items: Sequence[object], most: int = 5) -> str:
    """Return the first few of `items` for a sentence, each shortened, and how many more there are."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(short(str(item), _MOST_LISTED) for item in items[:most]) + more


def first_bytes(path: Path, most: int = ENOUGH_TO_TELL) -> bytes:
    """Return the first bytes of a file, unzipped where it is gzipped; b"" where it cannot be read."""
    try:
        with path.open("rb") as raw:
            is_zipped = raw.read(2) == _GZIP
        with gzip.open(path) if is_zipped else path.open("rb") as opened:
            return opened.read(most)
    except (OSError, EOFError, zlib.error):
        return b""


def first_rows(content: bytes, most: int = 1) -> tuple[tuple[str, ...], ...]:
    """Return up to `most` rows that bytes begin with, read as CSV whatever the encoding; () where they are none."""
    text = content.decode("latin-1").removeprefix("ï»¿")
    rows: list[tuple[str, ...]] = []
    try:
        for cells in islice(csv.reader(io.StringIO(text, newline="")), most):
            rows.append(_tidy(cells))
    except csv.Error:
        return tuple(rows)
    return tuple(rows)


def read_sheet(path: Path, encoding: str) -> Sheet:
    """Return the whole of a CSV whose first row is its header; see `table` for what is refused."""
    return table(path.name, csv_rows(path.name, read_contents(path), encoding))


def csv_rows(file: str, content: bytes, encoding: str) -> tuple[Numbered, ...]:
    """Return every row of a CSV with its number, from 1. UTF-8 is tried first, then `encoding`.

    Text in the latter is hardly ever valid UTF-8. Blanks and line ends within cells become one blank. Undecodable
    text and what is not CSV are refused.
    """
    return tuple(_numbered(file, _decode(file, content, encoding)))


def table(file: str, rows: Sequence[Numbered], *, header_row: int = 1, repeats: Repeats = "refuse") -> Sheet:
    """Return the table whose header is row `header_row` of `rows`; what stands above it is left out.

    With `repeats="number"` the second column of a name is called "Name (2)", the third "Name (3)"; else a name that
    is there twice is refused, as are rows with another number of cells than the header, and a table without rows.
    """
    header = next((cells for number, cells in rows if number == header_row), ())
    if not header:
        raise Refusal(f"{file} is empty: nothing to read.")
    header = _numbered_repeats(header) if repeats == "number" else header
    for name in header:
        if header.count(name) > 1:
            raise Refusal(
                f"{file}, row {header_row}: column '{short(name)}' is there twice; each column may be there once."
            )
    kept = []
    for number, cells in rows:
        if number <= header_row or is_note(cells):
            continue
        if len(cells) != len(header):
            raise Refusal(f"{file}, row {number}: found {len(cells)} cells; the header has {len(header)} columns.")
        kept.append((number, cells))
    if not kept:
        raise Refusal(f"{file} has a header and no rows: nothing to read.")
    return Sheet(file, header, tuple(kept))


def _numbered_repeats(header: tuple[str, ...]) -> tuple[str, ...]:
    named: list[str] = []
    for place, name in enumerate(header):
        before = header[:place].count(name)
        named.append(f"{name} ({before + 1})" if before else name)
    return tuple(named)


def is_note(cells: tuple[str, ...]) -> bool:
    """Return whether a row holds nothing, or a remark of the export tool ("Applied filters: …") in its first cell."""
    return not any(cells[1:]) and (not any(cells) or ":" in cells[0])


def read_contents(path: Path) -> bytes:
    """Return all bytes of a file, unzipped where it is gzipped; refuse one that cannot be read."""
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if content.startswith(_GZIP) else content
    except (OSError, EOFError, zlib.error) as fault:
        raise Refusal(f"{path.name} cannot be read: {fault}. Download it again.") from fault


def _decode(file: str, content: bytes, encoding: str) -> str:
    for attempt in ("utf-8-sig", encoding):
        try:
            return content.decode(attempt)
        except UnicodeDecodeError:
            continue
    raise Refusal(f"{file} is neither UTF-8 nor {encoding}, so its names cannot be read. Save it again as UTF-8 CSV.")


def _numbered(file: str, text: str) -> Iterator[Numbered]:
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for number, cells in enumerate(rows, start=1):
            yield number, _tidy(cells)
    except csv.Error as fault:
        raise Refusal(f"{file}, line {rows.line_num} is not CSV: {fault}.") from fault


def _tidy(cells: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)
