"""What a reader of one published file declares, and what it hands over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from joinedup.core.period import Period
from joinedup.core.slug import check_slug
from joinedup.intake.national.sheet import Sheet, read_sheet
from joinedup.kinds.area import Area


@dataclass(frozen=True, slots=True)
class National:
    """A published file as tables of the POPULATION and PUBLISHED contracts, sorted, with where they come from.

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

    `matches` looks at the header alone and is deliberately loose: a file of next year's layout should be recognised
    and then refused with a sentence, not passed over in silence. `parse` is strict.
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
    """What it holds: measures of the PUBLISHED contract, or 'population'."""
    matches: Callable[[tuple[str, ...]], bool]
    parse: Callable[[Sheet, Mapping[str, Area]], National]
    marking: str = "open"

    def __post_init__(self) -> None:
        check_slug(self.slug)

    def read(self, path: Path, areas: Mapping[str, Area]) -> National:
        """Return the file's tables; where it is not as declared, a Refusal names file, row, column, found, allowed."""
        return self.parse(read_sheet(path, self.encoding), areas)
