"""Line ends: how a file's rows end, and how long a line grows, worked out as its bytes go by."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from joinedup.core.refusal import Refusal

_WORDS = {"\r\n": "as Windows ends them", "\n": "as Linux and macOS end them", "\r": "as old Macs ended them"}


@dataclass(slots=True)
class LineEnds:
    """Counts of each kind of line end in the bytes seen so far, those within quotes too."""

    windows: int = 0
    feeds: int = 0
    returns: int = 0
    open_bytes: int = 0
    """Bytes since the last line end."""
    ended_in_return: bool = False

    @property
    def is_mixed(self) -> bool:
        """Whether more than one kind was seen. In quotes that is no fault: `refuse_mixed_ends` looks closer."""
        kinds = (self.windows, self.feeds - self.windows, self.returns - self.windows)
        return sum(kind > 0 for kind in kinds) > 1

    def longest_after(self, chunk: bytes) -> int:
        """Take the next bytes in; return the bytes of the line that they continue, up to its end or theirs."""
        if b"\r" in chunk or self.ended_in_return:  # most files have none: two counts less
            self.windows += chunk.count(b"\r\n") + (self.ended_in_return and chunk.startswith(b"\n"))
            self.returns += chunk.count(b"\r")
        self.feeds += chunk.count(b"\n")
        self.ended_in_return = chunk.endswith(b"\r")
        ends = [at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0]
        if not ends:
            self.open_bytes += len(chunk)
            return self.open_bytes
        longest = self.open_bytes + min(ends)
        self.open_bytes = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        return longest


def refuse_mixed_ends(path: Path, name: str) -> None:
    """Refuse a CSV in UTF-8 whose rows end in two ways, naming the first row that does: rows would run together.

    Line ends within quotes may be of any kind. Rows that are not as wide as the header say nothing here: in a file
    whose quotes are at fault, what looks like a row's end is none, and others tell of that.
    """
    kind, width = "", 0
    with path.open("r", encoding="utf-8-sig", newline="") as file, wide_cells():
        lines = _Ends(file)
        try:
            for row, cells in enumerate(csv.reader(lines), start=1):
                width = width or len(cells)
                if len(cells) != width or not lines.last:
                    continue
                if kind and lines.last != kind:
                    raise Refusal(
                        f"{name}: rows end {_WORDS[kind]}, and row {row} ends {_WORDS[lines.last]}, as when files are "
                        "put together. Open it in a text editor and save it with line ends of one kind."
                    )
                kind = lines.last
        except csv.Error:
            return


@contextmanager
def wide_cells() -> Iterator[None]:
    """Let Python's reader of CSVs take cells of any length inside; lines are bounded by those who call."""
    before = csv.field_size_limit(1 << 30)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@dataclass(slots=True)
class _Ends:
    """The lines of a file; `last` is how the one read last ended, blank where it did not."""

    file: Iterator[str]
    last: str = field(default="")

    def __iter__(self) -> "_Ends":
        return self

    def __next__(self) -> str:
        line = next(self.file)
        self.last = "\r\n" if line.endswith("\r\n") else line[-1:] if line.endswith(("\n", "\r")) else ""
        return line
