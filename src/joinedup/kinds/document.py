"""A document: which claims it asks for, in what order, with which headlines."""

from dataclasses import dataclass
from enum import StrEnum

from joinedup.core.slug import check_slug
from joinedup.kinds.target import Target

MOST_HEADLINES = 30
"""Headline comparisons a document may declare per place, tested at 95% so that they agree with Fingertips."""


class ClaimKind(StrEnum):
    """What sort of statement a claim makes."""

    COUNT = "count"
    LEVEL = "level"
    SHARE = "share"
    COMPARISON = "comparison"
    CHANGE = "change"
    GAP = "gap"
    GAP_CHANGE = "gap-change"
    """Whether a gap between two groups has grown since the period before."""
    TREND = "trend"
    """Yearly figures in a row: rising, falling, steady or none of these."""
    RANK = "rank"
    """Where a place stands among the others of the document."""
    TARGET = "target"
    """A figure beside a declared target."""
    FINDING = "finding"
    """What people decided or confirmed: recorded, never worked out."""
    ABSENCE = "absence"


SPLIT = (ClaimKind.GAP, ClaimKind.GAP_CHANGE)
"""Kinds that split an indicator by a column and name two groups."""

FEWEST_YEARS = 5
"""Yearly figures that a trend needs."""

AROUND = ("police-force", "region", "district", "several-councils")
"""Areas that a section may be about in place of the council: what it lies in, what lies in it, and councils that a
publisher gives one figure for together."""


class Versus(StrEnum):
    """The other side of a comparison, change or gap."""

    ENGLAND = "england"
    OTHER_PLACE = "other-place"
    PREVIOUS = "previous-period"


@dataclass(frozen=True, slots=True)
class Ask:
    """One claim asked for at every place of the document.

    A gap, and the change of one, splits `indicator` by the column `by` and compares the two groups named in `groups`. A
    trend looks back over `years` single years. A rank sets each place among all of the document's. A target names one.
    """

    kind: ClaimKind
    indicator: str
    versus: Versus | None = None
    is_headline: bool = False
    by: str | None = None
    groups: tuple[str, str] | None = None
    years: int = FEWEST_YEARS
    target: Target | None = None
    unless: str = ""
    """In a document of latest figures: asked only where this other indicator is not held for the place."""

    def __post_init__(self) -> None:
        check_slug(self.indicator)
        needs_other_side = self.kind in (ClaimKind.COMPARISON, ClaimKind.CHANGE)
        if needs_other_side != (self.versus is not None):
            raise ValueError(
                f"A {self.kind} of '{self.indicator}' must {'' if needs_other_side else 'not '}say versus what."
            )
        if (self.kind in SPLIT) != (self.by is not None and self.groups is not None):
            raise ValueError(f"A gap, and only a gap, names its column and two groups ('{self.indicator}').")
        if (self.kind is ClaimKind.TARGET) != (self.target is not None):
            raise ValueError(f"A target claim, and only one, names its target ('{self.indicator}').")
        if self.years < FEWEST_YEARS:
            raise ValueError(f"A trend of '{self.indicator}' over {self.years} years: it needs {FEWEST_YEARS} or more.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of figures: bars by place, lines by period, bars by group, or all authorities on a map or a funnel.

    `indicators` are drawn as series (bars, lines) or, for kind 'split', as the parts of one total. The kinds 'tiles' (a
    square for each authority) and 'funnel' (a dot for each, by how many people it rests on) draw one indicator. Tiles
    are shaded by 'fifths' of the value, or by where each lies against the funnel's 'limits'. `unit` names what a count
    is of, where it is not people.
    """

    kind: str  # "bars", "years", "split", "tiles", "funnel"
    title: str
    indicators: tuple[str, ...]
    years: int = 1
    shaded_by: str = "fifths"
    unit: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ("bars", "years", "split", "tiles", "funnel"):
            raise ValueError(f"A picture is 'bars', 'years', 'split', 'tiles' or 'funnel', not '{self.kind}'.")
        if self.shaded_by not in ("fifths", "limits"):
            raise ValueError(f"Tiles are shaded by 'fifths' or 'limits', not '{self.shaded_by}'.")
        if self.kind in ("tiles", "funnel") and len(self.indicators) != 1:
            raise ValueError(f"A picture of kind '{self.kind}' draws one indicator, not {len(self.indicators)}.")
        for slug in self.indicators:
            check_slug(slug)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the claims under it and its pictures. `level` 1 opens a chapter."""

    slug: str
    heading: str
    asks: tuple[Ask, ...] = ()
    pictures: tuple[Picture, ...] = ()
    level: int = 2
    is_about_england: bool = False
    """Asks about England itself rather than each place of the document."""
    note: str = ""
    """Words of explanation, checked by the fence: no number and no comparing word."""
    around: str = ""
    """Asks about areas around or within the council, one of `AROUND`: their figures are told under their own names."""
    is_beside_neighbours: bool = False
    """Its pictures name the place's statistical neighbours, so it says how these are chosen."""

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if self.around and (self.around not in AROUND or self.is_about_england):
            raise ValueError(
                f"Section '{self.slug}' is about '{self.around}': give one of {', '.join(AROUND)}, and not England too."
            )

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator it asks for or draws, each once, in order."""
        asked = [ask.indicator for ask in self.asks]
        drawn = [slug for picture in self.pictures for slug in picture.indicators]
        return tuple(dict.fromkeys((*asked, *drawn)))


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What readers look for and nobody publishes for a council: why not, and whom to ask for it."""

    what: str
    why: str
    ask: str

    def __post_init__(self) -> None:
        if not (self.what.strip() and self.why.strip() and self.ask.strip()):
            raise ValueError("What is not published needs its name, why it is not, and whom to ask for it.")


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A declared document. Its family is every comparison its sections ask for, printed or not.

    With `is_latest` each figure is of the latest period held for its place, published figures alone, and says so; what
    was compared is then told whether or not it differs. `opening` names the indicators whose values open the report;
    `methods` are the sentences on how its figures were made, where they are not those of treatment records.
    """

    slug: str
    title: str
    sections: tuple[Section, ...]
    audience: str
    owner: str
    support_lines: tuple[tuple[str, str], ...] = ()
    is_latest: bool = False
    opening: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    unpublished: tuple[Unpublished, ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.slug)
        slugs = [section.slug for section in self.sections]
        if len(slugs) != len(set(slugs)):
            raise ValueError(f"Document '{self.slug}' uses a section slug twice.")
        strange = [slug for slug in self.opening if slug not in self.indicators]
        if strange:
            raise ValueError(f"Document '{self.slug}' opens with '{strange[0]}', which no section asks for.")
        if any(section.around for section in self.sections) and not self.is_latest:
            raise ValueError(f"Document '{self.slug}' tells of areas around, which only one of latest figures can.")
        headlines = sum(ask.is_headline for section in self.sections for ask in section.asks)
        if headlines > MOST_HEADLINES:
            raise ValueError(
                f"Document '{self.slug}' declares {headlines} headlines; at most {MOST_HEADLINES} are allowed."
            )

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator it asks for or draws, each once, in order."""
        asked = [ask.indicator for section in self.sections for ask in section.asks]
        return tuple(dict.fromkeys((*asked, *(slug for section in self.sections for slug in section.indicators))))
