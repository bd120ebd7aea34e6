"""What lies on the shelf, as records of plain values: everything a page prints, worked out once when released."""

from dataclasses import dataclass, field

HIDDEN = "hidden"
"""The showing of a figure that is withheld to protect people."""

ABSENT = "absent"
"""The showing of a figure that is not held."""

VISIBLE = ("shown", "open")


@dataclass(frozen=True, slots=True)
class ShelfFigure:
    """One released figure: `text` is what a page prints, the numbers are for tables to download.

    `showing` is shown, open, hidden or absent; days are written as 2021-04-01, `end` is the day after the last. A
    figure that is not visible has no number, interval, count or share recorded: ValueError otherwise.
    """

    indicator: str
    place_code: str
    place: str
    start: str
    end: str
    period: str
    group: tuple[str, str] | None
    showing: str
    text: str
    interval: str = ""
    counts: str = ""
    recorded: str = ""
    note: str = ""
    claim_id: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None

    def __post_init__(self) -> None:
        if self.is_visible:
            return
        told = (self.value, self.low, self.high, self.numerator, self.denominator)
        if any(number is not None for number in told) or self.interval or self.counts or self.recorded:
            raise ValueError(f"A {self.showing} figure of '{self.indicator}' must not carry a number.")

    @property
    def is_visible(self) -> bool:
        """Whether it carries numbers."""
        return self.showing in VISIBLE

    @property
    def is_hidden(self) -> bool:
        """Whether it is withheld to protect people."""
        return self.showing == HIDDEN


@dataclass(frozen=True, slots=True)
class ShelfTable:
    """A table of texts; the first column heads its rows. `numbers` are the places of columns set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShelfChart:
    """A picture drawn once: two SVG files by content hash (for wide and narrow screens), its words and its table."""

    title: str
    alt: str
    wide: str
    narrow: str
    size: tuple[int, int]
    narrow_size: tuple[int, int]
    notes: tuple[str, ...]
    behind: ShelfTable


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator in the catalogue; `status` is that of its definition's source."""

    slug: str
    title: str
    noun: str
    why: str
    unit: str
    chapter: str
    status: str
    source: str

    @property
    def is_verified(self) -> bool:
        """Whether the definition was read in a named source."""
        return self.status == "found"


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counts and where that was read."""

    slug: str
    title: str
    noun: str
    why: str
    unit: str
    share_of: str
    polarity: str
    status: str
    status_words: str
    source: str
    source_caveat: str
    version: str
    caveats: tuple[str, ...]

    @property
    def is_verified(self) -> bool:
        """Whether the definition was read in a named source."""
        return self.status == "found"


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure set beside what is printed elsewhere for the same."""

    what: str
    here: str
    elsewhere: str
    difference: str
    sources: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as lists name it."""

    claim_id: str
    sentence: str
    place: str
    kind: str


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """All that the page of one indicator prints."""

    definition: Definition
    latest: tuple[ShelfFigure, ...]
    """Of each place and of England, for the period that the documents tell."""
    figures: tuple[ShelfFigure, ...]
    """Of everyone together, every period and place, oldest first."""
    groups: tuple[ShelfFigure, ...]
    """By group, with how well the answer is recorded."""
    charts: tuple[ShelfChart, ...]
    sayings: tuple[Saying, ...]
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class ShelfFile:
    """A file that a claim rests on."""

    name: str
    sha256: str
    received_on: str
    sender: str


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """A claim opened. `facts` are labelled lines of evidence, as the documents print them."""

    claim_id: str
    indicator: str
    title: str
    sentence: str
    kind: str
    place: str
    is_headline: bool
    family: str
    figures: tuple[ShelfFigure, ...]
    facts: tuple[tuple[str, str], ...]
    files: tuple[ShelfFile, ...]
    sign_off: str
    marking: str
    used_in: tuple[str, ...]
    quote: str
    """What to quote: number, interval, caveats, where from and the day; '' where there is no number to quote."""
    would_change: tuple[str, ...]
    hidden_why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One indicator of an area, beside England."""

    slug: str
    title: str
    here: ShelfFigure
    england: ShelfFigure | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class AreaSection:
    """A heading of the area's profile, what is said under it, and its figures."""

    slug: str
    heading: str
    sayings: tuple[Saying, ...]
    rows: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class AreaSheet:
    """The profile of one area."""

    code: str
    name: str
    period: str
    sections: tuple[AreaSection, ...]


@dataclass(frozen=True, slots=True)
class ShelfDocument:
    """One document: whom it is for, how far it is signed off, and its files (name, what it is, bytes)."""

    slug: str
    title: str
    audience: str
    sign_off: str
    owner: str
    dated_on: str
    period: str
    claims: int
    files: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """What one audience sees of a document: how many of its claims; those left out, with why; those told as hidden."""

    document: str
    title: str
    says: str
    claims: int
    sees: int
    dropped: tuple[tuple[str, str, str], ...]
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShelfFeed:
    """How one sender's feed stood on the day of the release; no count of rows, which would be a count of people."""

    feed: str
    title: str
    sender: str
    standing: str
    is_wanting: bool
    cadence: str
    covers_to: str
    age_days: int | None
    steward: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A feed of counts as a list names it, with the headers of its numbers."""

    feed: str
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedField:
    """One number of a feed: its header, what it counts, and why it is not added up ('' where it is)."""

    name: str
    says: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class FeedTotal:
    """One number of a feed, added up over a whole council and financial year.

    `showing` is shown, hidden or absent; only a shown one has a value: ValueError otherwise.
    """

    field: str
    place_code: str
    place: str
    start: str
    end: str
    period: str
    showing: str
    text: str
    note: str = ""
    value: float | None = None

    def __post_init__(self) -> None:
        if (self.showing == "shown") != (self.value is not None):
            raise ValueError(f"A {self.showing} total of '{self.field}' must not carry a number, a shown one must.")


@dataclass(frozen=True, slots=True)
class FeedSheet:
    """A partner's feed of counts: what it is, its numbers, who sent it and how old it is, its totals.

    Which fields of it anybody sees is asked of the policy function whenever it is read.
    """

    feed: str
    title: str
    why: str
    sent_by: str
    steward: str
    caveats: tuple[str, ...]
    fields: tuple[FeedField, ...]
    senders: tuple[ShelfFeed, ...]
    totals: tuple[FeedTotal, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What every page says of the version: is it synthetic, of which day, what for, and how figures are protected."""

    title: str
    year: str
    dated_on: str
    is_synthetic: bool
    areas: tuple[tuple[str, str], ...]
    data_version: str
    definitions_version: str
    code_version: str
    protection: tuple[str, ...]
    which_to_quote: str
    contact: str
    next_update: str
    warnings: tuple[str, ...] = field(default=())
    """What is missing, said before any figure."""
