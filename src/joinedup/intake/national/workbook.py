"""A published workbook (.xlsx) as rows of text: sheets by name, cells as a person would type them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from joinedup.core.refusal import Refusal
from joinedup.intake.national.sheet import Numbered, Repeats, Sheet, listed, table

_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 512 * 1024 * 1024
_FAULTS = (CalamineError, zipfile.BadZipFile, ValueError, OSError)


class Workbook:
    """The sheets of one workbook. Rows are numbered as the spreadsheet shows them, blank rows above included."""

    def __init__(self, file: str, content: bytes) -> None:
        """Open a workbook from its bytes; refuse one that is broken, locked with a password, or unpacks to a flood."""
        self.file = file
        try:
            if content.startswith(_ZIP):
                _refuse_flood(file, content)
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            self.names: tuple[str, ...] = tuple(self._book.sheet_names)
        except _FAULTS as fault:
            raise Refusal(f"{file} cannot be opened as a workbook: {fault}. Download it again.") from fault
        self._rows: dict[str, tuple[Numbered, ...]] = {}

    def rows(self, name: str) -> tuple[Numbered, ...]:
        """Return every row of a sheet as text, all as long as the widest; refuse a sheet that is not there."""
        if name not in self.names:
            raise Refusal(f"{self.file} has no sheet '{name}'; its sheets are {listed(self.names)}.")
        if name not in self._rows:
            try:
                cells = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            except _FAULTS as fault:
                raise Refusal(f"{self.file}, sheet '{name}' cannot be read: {fault}. Download it again.") from fault
            self._rows[name] = tuple((at, tuple(map(_text, row))) for at, row in enumerate(cells, start=1))
        return self._rows[name]

    def place(self, name: str) -> str:
        """Return how a sentence names a sheet of this file."""
        return f"{self.file}, sheet '{name}'"

    def header_row(self, name: str, is_header: Callable[[tuple[str, ...]], bool], wanted: str) -> int:
        """Return the number of the first row of a sheet that `is_header`; refuse with `wanted` where none is."""
        found = next((number for number, cells in self.rows(name) if is_header(cells)), None)
        if found is None:
            raise Refusal(f"{self.place(name)}: found no row that starts {wanted}.")
        return found

    def sheet(self, name: str, header_row: int = 1, repeats: Repeats = "refuse") -> Sheet:
        """Return the table of a sheet below `header_row`; blank columns at its right end are left out."""
        rows = self.rows(name)
        width = max((_width(cells) for number, cells in rows if number == header_row), default=0)
        short = tuple((at, cells[: width if at == header_row else max(width, _width(cells))]) for at, cells in rows)
        return table(self.place(name), short, header_row=header_row, repeats=repeats)


def is_workbook(content: bytes) -> bool:
    """Return whether a file's first bytes are those of a zipped or an old workbook."""
    return content.startswith((_ZIP, _OLD_OFFICE))


def _refuse_flood(file: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MOST_UNPACKED:
        raise Refusal(f"{file} unpacks to {size // 1024**2} MB; up to {_MOST_UNPACKED // 1024**2} MB are allowed.")


def _width(cells: tuple[str, ...]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def _text(cell: object) -> str:
    """Return a cell as text: 18 for 18.0, other numbers in as many digits as are held, dates as 2021-06-30."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return " ".join(str(cell).split())
