"""A file as a reader may look at it before it is a table: its first bytes, or all of it."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.national.sheet import (
    Repeats,
    Sheet,
    csv_rows,
    first_bytes,
    first_rows,
    read_contents,
    table,
)
from joinedup.intake.national.workbook import Workbook, is_workbook


@dataclass(frozen=True)
class Beginning:
    """What a file begins with: enough to tell it apart. Its name is not here: files are not told by their names."""

    content: bytes
    """The first 64 KiB, unzipped."""
    path: Path = field(repr=False)

    @classmethod
    def of(cls, path: Path) -> "Beginning":
        """Return the beginning of a file; one that cannot be read begins with nothing."""
        return cls(first_bytes(path), path)

    @cached_property
    def is_workbook(self) -> bool:
        """Whether it looks like a workbook."""
        return is_workbook(self.content)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The first row of a CSV; () for a workbook or where there is none."""
        return next(iter(self.rows(1)), ())

    def rows(self, most: int) -> tuple[tuple[str, ...], ...]:
        """Return up to `most` rows of a CSV, any encoding; the last may be cut. () for a workbook."""
        return () if self.is_workbook else first_rows(self.content, most)

    @cached_property
    def workbook(self) -> Workbook | None:
        """The workbook, opened; None where it is none or cannot be opened."""
        try:
            return Workbook(self.path.name, read_contents(self.path)) if self.is_workbook else None
        except Refusal:  # told to no one here: a file that nothing recognises is refused by whoever asked
            return None

    def tops(self, most: int) -> tuple[str, ...]:
        """Return the text of the first `most` rows of each sheet of a workbook that can be read."""
        found = []
        for name in self.workbook.names if self.workbook else ():
            try:
                rows = self.workbook.rows(name)[:most] if self.workbook else ()
            except Refusal:  # a spoilt sheet; the reader of a sound one beside it will say so
                continue
            found.append(" ".join(cell for _, cells in rows for cell in cells if cell))
        return tuple(found)


@dataclass(frozen=True)
class Raw:
    """A whole file for a reader that asks for it: `content` is unzipped where the file was gzipped."""

    file: str
    content: bytes = field(repr=False)
    encoding: str

    @classmethod
    def of(cls, path: Path, encoding: str) -> "Raw":
        """Return a file's bytes; refuse one that cannot be read."""
        return cls(path.name, read_contents(path), encoding)

    @cached_property
    def workbook(self) -> Workbook:
        """The workbook; a Refusal where it cannot be opened."""
        return Workbook(self.file, self.content)

    def sheet(self, header_row: int = 1, repeats: Repeats = "refuse") -> Sheet:
        """Return the CSV as a table below `header_row`; with `repeats="number"` columns of one name are numbered."""
        rows = csv_rows(self.file, self.content, self.encoding)
        return table(self.file, rows, header_row=header_row, repeats=repeats)
