"""A published CSV as rows of text: decoded so that names survive, with the row numbers a spreadsheet shows."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from joinedup.core.refusal import Refusal

_ENOUGH_FOR_A_HEADER = 64 * 1024
_MOST_DIGITS = 12
_MOST_SHOWN = 40
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's header and rows. Row 1 is the header, as in a spreadsheet; rows without any text are left out."""

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def refuse(self, row: int, column: str, found: str, allowed: str) -> NoReturn:
        """Raise the sentence that names file, row, column, what was found and what is allowed."""
        shown = found if len(found) <= _MOST_SHOWN else found[:_MOST_SHOWN] + "…"
        seen = f"'{shown}'" if found.strip() else "an empty cell"
        raise Refusal(f"{self.file}, row {row}, column '{column}': found {seen}; allowed is {allowed}.")

    def whole(self, row: int, column: str, text: str, allowed: str = "a whole number, 0 or more") -> int:
        """Return a cell as a whole number, thousands separated or not; refuse anything else."""
        plain = text.strip().replace(",", "")
        if not (plain.isascii() and plain.isdigit() and len(plain) <= _MOST_DIGITS):
            self.refuse(row, column, text, allowed)
        return int(plain)


def listed(items: Sequence[object], most: int = 5) -> str:
    """Return the first few of `items` for a sentence, and how many more there are."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(str(item) for item in items[:most]) + more


def first_header(path: Path) -> tuple[str, ...]:
    """Return the first row of a CSV, plain or gzipped, reading only its first bytes; () where there is none."""
    try:
        with path.open("rb") as raw:
            is_zipped = raw.read(2) == _GZIP
        with gzip.open(path) if is_zipped else path.open("rb") as opened:
            text = opened.read(_ENOUGH_FOR_A_HEADER).decode("latin-1")
    except (OSError, EOFError, zlib.error):
        return ()
    try:
        return _tidy(next(csv.reader(io.StringIO(text.removeprefix("ï»¿"), newline="")), []))
    except csv.Error:
        return ()


def read_sheet(path: Path, encoding: str) -> Sheet:
    """Return the whole file. UTF-8 is tried first, then `encoding`: text in the latter is hardly ever valid UTF-8.

    Rows with another number of cells than the header, an empty file, a broken archive and undecodable text are
    refused with a sentence.
    """
    text = _decode(path.name, _contents(path), encoding)
    lines = _numbered(path.name, text)
    _, header = next(lines, (1, ()))
    if not header:
        raise Refusal(f"{path.name} is empty: nothing to read.")
    for name in header:
        if header.count(name) > 1:
            raise Refusal(f"{path.name}, row 1: column '{name}' is there twice; each column may be there once.")
    rows = []
    for number, cells in lines:
        if len(cells) != len(header) and not is_note(cells):
            raise Refusal(f"{path.name}, row {number}: found {len(cells)} cells; the header has {len(header)} columns.")
        if not is_note(cells):
            rows.append((number, cells))
    if not rows:
        raise Refusal(f"{path.name} has a header and no rows: nothing to read.")
    return Sheet(path.name, header, tuple(rows))


def is_note(cells: tuple[str, ...]) -> bool:
    """Return whether a row holds nothing, or a remark of the export tool ("Applied filters: …") in its first cell."""
    return not any(cells[1:]) and (not any(cells) or ":" in cells[0])


def _contents(path: Path) -> bytes:
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


def _numbered(file: str, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for number, cells in enumerate(rows, start=1):
            yield number, _tidy(cells)
    except csv.Error as fault:
        raise Refusal(f"{file}, line {rows.line_num} is not CSV: {fault}.") from fault


def _tidy(cells: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)
