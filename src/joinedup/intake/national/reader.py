"""What a reader of one published file declares, and what it hands over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.slug import check_slug
from joinedup.intake.national.raw import Beginning, Raw
from joinedup.intake.national.sheet import Sheet, read_sheet
from joinedup.kinds.area import Area


@dataclass(frozen=True, slots=True)
class National:
    """A published file as tables of the contracts of the warehouse, sorted, with where they come from.

    `notes` are sentences about what was kept out, filled with "not published" or not expected; they never stop a load.
    """

    tables: Mapping[str, pa.Table]
    sender: str
    sender_name: str
    feed: str
    covers: Period
    released_on: date | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One published file: where it comes from, under what licence, what its markers mean, how it is told apart.

    A reader of a CSV whose first row is its header gives `matches` and `parse`. `matches` looks at that header alone
    and is deliberately loose: a file of next year's layout should be recognised and then refused with a sentence, not
    passed over in silence. `parse` is strict and gets the whole file as a `Sheet` of text.

    A reader of anything else (a workbook, JSON, a CSV told by its rows, with notes above its header or with columns of
    one name) gives `recognises` in place of `matches`, or `parse_raw` in place of `parse`, or both:

    * `recognises(beginning)`: `beginning.content` are the first 64 KiB of bytes, unzipped; `.header` and `.rows(n)`
      those bytes as CSV; `.workbook` the opened workbook (`.names`, `.rows(sheet)`) or None. It must not raise.
    * `parse_raw(raw, areas)`: `raw.file` is the name for sentences, `raw.content` all bytes, unzipped; `raw.workbook`
      opens it; `raw.workbook.sheet(name, header_row)` and `raw.sheet(header_row, repeats="number")` are `Sheet`s.

    `encoding` is what text that is not UTF-8 is read as; "" for what is not text.
    """

    slug: str
    title: str
    publisher: str
    origin: str
    licence: str
    cadence: str
    encoding: str
    markers: Mapping[str, str]
    shape: str
    gives: tuple[str, ...]
    """What it holds: measures of the PUBLISHED contract, or 'population', 'lookup', 'boundary'."""
    matches: Callable[[tuple[str, ...]], bool] | None = None
    parse: Callable[[Sheet, Mapping[str, Area]], National] | None = None
    marking: str = "open"
    recognises: Callable[[Beginning], bool] | None = None
    parse_raw: Callable[[Raw, Mapping[str, Area]], National] | None = None

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if (self.matches is None) == (self.recognises is None):
            raise ValueError(f"Reader {self.slug}: give one of matches and recognises.")
        if (self.parse is None) == (self.parse_raw is None):
            raise ValueError(f"Reader {self.slug}: give one of parse and parse_raw.")

    @property
    def written_as(self) -> str:
        """How its text is encoded, for people."""
        return " or ".join(dict.fromkeys(("UTF-8", self.encoding))) if self.encoding else "not text"

    def is_for(self, beginning: Beginning) -> bool:
        """Return whether a file that begins so is of this reader's shape."""
        if self.recognises is not None:
            return self.recognises(beginning)
        assert self.matches is not None  # asked when made
        return bool(beginning.header) and self.matches(beginning.header)

    def read(self, path: Path, areas: Mapping[str, Area]) -> National:
        """Return the file's tables; where it is not as declared, a Refusal names file, row, column, found, allowed."""
        if self.parse_raw is not None:
            return self.parse_raw(Raw.of(path, self.encoding), areas)
        assert self.parse is not None  # asked when made
        return self.parse(read_sheet(path, self.encoding), areas)
