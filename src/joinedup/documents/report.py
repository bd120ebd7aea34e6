"""A report before it has a format: what every renderer draws from."""

from dataclasses import dataclass, field
from datetime import date


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


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its data and the words for those who cannot see it. `kind` is bars, lines or stacked."""

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
