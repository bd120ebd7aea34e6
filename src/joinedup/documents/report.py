"""A report before it has a format: what every renderer draws from."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `claim_id` is set on every number and word that rests on a claim."""

    text: str
    claim_id: str | None = None
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs read one after another. `style` is body, lead, note, caveat or quote."""

    runs: tuple[Run, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a tuple of runs."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. `number` is what a spreadsheet gets; None for words and for hidden figures."""

    text: str
    number: float | None = None
    claim_id: str | None = None
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first column heads its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One set of marks. A value of None is hidden or absent and leaves no mark; `why` says which, per point."""

    name: str
    values: tuple[float | None, ...]
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    claim_ids: tuple[str | None, ...] = ()
    why: tuple[str, ...] = ()


class Part(StrEnum):
    """Which part an area plays in a picture of every area."""

    OWN = "own"
    """A place of the document: outlined or filled, and named."""
    NEIGHBOUR = "neighbour"
    """One of its statistical neighbours: named."""
    OTHER = "other"
    """Background: no name and no number but in the table behind."""
    WHOLE = "whole"
    """England: a line or nothing on the picture, a row in the table."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One area of a picture of every area. `said` is its value in words, or why there is none.

    A spot without a value leaves no mark, moves no axis and has no number anywhere. A number is printed outside the
    table behind only where `claim_id` opens it. `size` places it along a funnel (`note` says why it has
    none), `square` (row from the north, column from the west) on a map of tiles, and `shade` is its place among the
    chart's `shades`.
    """

    name: str
    part: Part
    said: str
    value: float | None = None
    count: float | None = None
    size: float | None = None
    claim_id: str | None = None
    square: tuple[int, int] | None = None
    shade: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.value is None and any(one is not None for one in (self.count, self.size, self.shade)):
            raise ValueError(f"{self.name} has no value to show, so it has no count, size or shade either.")


@dataclass(frozen=True, slots=True)
class Shade:
    """One class of a map of tiles: the mark lettered on each square, and what it means."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit of a funnel as (size, value) points to draw. `is_outer`: of the wider pair."""

    points: tuple[tuple[float, float], ...]
    is_outer: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its data and the words for those who cannot see it.

    `kind` is bars, lines or stacked, which draw `series` over `categories`; or tiles or funnel, which draw `spots`.
    """

    slug: str
    kind: str
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    note: str = ""
    reference: tuple[str, float] | None = None
    """A named horizontal line, such as ('England', 189.0)."""
    spots: tuple[Spot, ...] = ()
    shades: tuple[Shade, ...] = ()
    """The classes of a map of tiles, in the order of its key."""
    bounds: tuple[Bound, ...] = ()
    size_name: str = ""
    """What lies along a funnel, such as 'people, over three years'."""
    further: tuple[tuple[str, float], ...] = ()
    """Named numbers about all the areas together, for the end of the table behind."""


Block = Paragraph | Bullets | Table | Chart


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading and its blocks. Level 1 is a chapter, 2 a section."""

    slug: str
    heading: str
    level: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `headlines` open it, in plain sentences. Dates are declared inputs, never the clock."""

    title: str
    subtitle: str
    places: tuple[str, ...]
    period: str
    is_synthetic: bool
    headlines: tuple[tuple[Run, ...], ...]
    sections: tuple[ReportSection, ...]
    owner: str
    contact: str
    dated_on: date
    next_update: str
    data_version: str
    support_lines: tuple[tuple[str, str], ...] = field(default=())
    known_on: date | None = None
    """The day as of which its figures are told; None where they are of what is held now."""
