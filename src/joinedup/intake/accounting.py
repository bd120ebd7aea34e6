"""Account for every line of a CSV: which rows are blank, and that none vanished into a quote left open."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from joinedup.core.refusal import Refusal
from joinedup.intake.line_ends import wide_cells
from joinedup.intake.snapshot import LONGEST_LINE, Snapshot

_LONGEST = 1_000
"""Lines that one row may stand on, by line ends in quoted cells. A quote left open swallows many more."""


def blank_rows(snapshot: Snapshot, rows: int, broken: Collection[int], misquoted: Collection[int]) -> tuple[int, ...]:
    """Return the numbers of the blank rows of a file of which `rows` were read and those `broken` could not be split.

    `misquoted` are those of the broken whose quotes are at fault. Refuses a file in which such a row stands on several
    lines, as the rows on them would be lost in it, and one of which rows are missing for no reason that we know. Where
    lines and rows agree, nothing is read again.
    """
    found = rows + len(broken)
    if snapshot.lines - 1 == found:
        return ()
    at, blank = 0, []
    with snapshot.path.open("r", encoding="utf-8-sig", newline="") as file:
        lines = _Lines(file)
        reader = csv.reader(lines)
        try:
            with wide_cells():
                for at, cells in enumerate(reader, start=1):
                    if not cells:
                        blank.append(at)
                    if len(lines.held) > 1 and at in misquoted:
                        _refuse_open(snapshot, at)
                    lines.held.clear()
        except (csv.Error, _TooLong):
            _refuse_open(snapshot, at + 1)
    below = [row for row in blank if row > 1]
    if at - 1 - len(below) != found:
        raise Refusal(
            f"{snapshot.name} holds {at - 1 - len(below):,} rows and {found:,} could be told apart: look for a quote "
            '(") that is opened and not closed, and for line ends of two kinds.'
        )
    return tuple(below)


def refuse_no_rows(snapshot: Snapshot, broken: Collection[int], headers: Collection[str]) -> NoReturn:
    """Refuse a file of which no row was read, saying whether it has any."""
    if not broken:
        raise Refusal(f"{snapshot.name} has headers and no row: make the extract again.")
    count = f"its row {min(broken)}" if len(broken) == 1 else f"each of its {len(broken):,} rows"
    raise Refusal(
        f"{snapshot.name} has headers and no row that can be read: {count} has more or fewer than the {len(headers)} "
        "columns of the header, or a quote that is not closed. Look at row 2 beside the header, and make the extract "
        "again."
    )


class _TooLong(Exception):
    """A row stands on more lines than any real one."""


@dataclass(slots=True)
class _Lines:
    """The lines of a file; `held` are those of the row being read."""

    file: Iterator[str]
    held: list[str] = field(default_factory=list)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self.file)
        self.held.append(line)
        if len(self.held) > _LONGEST or sum(map(len, self.held)) > LONGEST_LINE:
            raise _TooLong
        return line


def _refuse_open(snapshot: Snapshot, row: int) -> NoReturn:
    raise Refusal(
        f'{snapshot.name}: a quote (") opened in row {row} is not closed there, so the rows after it cannot be told '
        "apart. Close it, or take it out, and do this again."
    )
