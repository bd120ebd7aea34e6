"""An indicator: one object, in one file, with its own worked example."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from joinedup.core.period import Period
from joinedup.core.slug import check_slug
from joinedup.core.status import State
from joinedup.kinds.source import Source


class Unit(StrEnum):
    """What the value is counted in."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate per 100,000"
    DAYS = "days"
    SCORE = "score"
    """A publisher's own scale, such as a deprivation score."""


class Polarity(StrEnum):
    """Whether a higher value is better. `CONTESTED` prints no better or worse (rules of practice 14)."""

    HIGH_IS_GOOD = "high is good"
    LOW_IS_GOOD = "low is good"
    CONTESTED = "contested"
    NONE = "none"


class Base(StrEnum):
    """What an indicator's expressions read."""

    JOURNEY = "journey"
    """Rows of the JOURNEY contract for the window; `among`, `numerator`, `known` and `amount` are expressions."""
    EPISODE = "episode"
    """Rows of the EPISODE contract for the window: how a provider keeps its records; never told by area."""
    PUBLISHED = "published"
    """Rows of the PUBLISHED contract whose `measure` is the indicator's slug (or `published_as`)."""
    POPULATION = "population"
    """Rows of the POPULATION contract: how many people, or which share of them, are of the `ages` given. Mid-year
    estimates have no published interval here, so a level is all that is said of them."""


class Audience(StrEnum):
    """Whose figures they are: decides the disclosure floor (rules of practice 17 and 18)."""

    ADULTS = "adults"
    YOUNG_PEOPLE = "young people"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Example:
    """Rows drawn small and the answers typed by hand. On journeys at least one row holds a missing value.

    `rows` are rows of the contract that the indicator's base reads, with only the columns that matter; the rest are
    missing. `numerator` and `denominator` are None where they are not told: plain counts have no denominator, a bare
    value has neither. `value` is None where there is none. `known` is the share of those asked about whose answer is
    recorded. `period` is what is asked for, in the bases PUBLISHED and POPULATION, whose rows say their own time.
    `state` is `VALUE_ONLY` where the answer is a bare value. `population` lives there in each year of the period.
    """

    rows: Sequence[Mapping[str, Any]]
    numerator: float | None
    denominator: float | None
    value: float | None = None
    known: float = 1.0
    population: int | None = None
    prevalence: tuple[float, float, float] | None = None
    period: Period | None = None
    state: State = State.OK


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing worth knowing about a place and a period.

    For base JOURNEY the expressions are Ibis deferred expressions on `_` (a row of the JOURNEY contract), using only
    the operations in `kinds.operations`; a missing value counts as "no" in `among` and `numerator`.

    * `among`: who is asked about. `numerator`: which of them count (None: all of them).
    * `known`: among whom the answer is recorded; the denominator is `among & known`.
    * `amount`: for unit DAYS, the whole number to average over `among & known`.
    * `of`: "among" (a share or mean), "population-18-plus" (a rate), a prevalence measure slug (unmet need: value is
      100 x (1 - numerator / estimated need)), or None (a count).
    * `margin`: size below which a difference does not matter; a ratio for rates and counts, points for percentages,
      days for days; None where no difference is small (deaths).
    * `partition`: indicators with the same word here split one total, so hiding one needs hiding another.
    * `breakdowns`: columns of the contract by which it may be split, one at a time.
    * `ages`: for base POPULATION, the first and last age counted (90: 90 and over).
    * `is_age_adjusted`: the publisher standardises it, so places of differing age may be set side by side.
    * `published_as`: the measure slug under which a publisher gives the same definition, if any.
    """

    slug: str
    title: str
    noun: str
    """How a sentence names those counted, such as 'adults in alcohol treatment'."""
    why: str
    unit: Unit
    polarity: Polarity
    source: Source
    example: Example
    base: Base = Base.JOURNEY
    among: Any = None
    numerator: Any = None
    known: Any = None
    amount: Any = None
    of: str | None = None
    margin: float | None = None
    audience: Audience = Audience.ADULTS
    partition: str | None = None
    breakdowns: tuple[str, ...] = ()
    published_as: str | None = None
    share_of: str | None = None
    """For percentages, how a sentence names the denominator, such as 'people starting drug treatment'."""
    is_stock: bool = False
    """True where the same person can be in two windows that share no time (people in treatment)."""
    gives_way: bool = False
    """Hidden first where two figures together would give a small count away: the one readers need less."""
    ages: tuple[int, int] | None = None
    is_age_adjusted: bool = False
    calendar_years: int = 0
    """Whole calendar years pooled into one figure; 0: the financial year the document is about."""
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.slug)
        for name in ("title", "noun", "why"):
            if not getattr(self, name).strip():
                raise ValueError(f"Indicator '{self.slug}' needs a {name}.")
        is_counted = self.base in (Base.JOURNEY, Base.EPISODE)
        if is_counted and self.among is None:
            raise ValueError(f"Indicator '{self.slug}' must say among whom it counts (`among`).")
        if (self.ages is not None) != (self.base is Base.POPULATION):
            raise ValueError(f"Indicator '{self.slug}' says `ages` if, and only if, it is of base POPULATION.")
        if self.base is Base.EPISODE and not (self.unit is Unit.PERCENT and self.of == "among"):
            raise ValueError(f"Measure '{self.slug}' of records must be a share of those it is asked of.")
        if self.unit is Unit.PERCENT and is_counted:
            if self.of is None:
                raise ValueError(f"Indicator '{self.slug}' is a percentage, so it must say of whom (`of`).")
            if self.of == "among" and (self.numerator is None or self.share_of is None):
                raise ValueError(f"Indicator '{self.slug}' is a share: it needs `numerator` and `share_of`.")
        if self.unit is Unit.RATE and self.base is Base.JOURNEY and self.of is None:
            raise ValueError(f"Indicator '{self.slug}' is a rate, so it must say of which population (`of`).")
        if self.unit is Unit.DAYS and self.amount is None:
            raise ValueError(f"Indicator '{self.slug}' is a mean, so it must say of what (`amount`).")
        if self.unit is Unit.COUNT and self.of is not None:
            raise ValueError(f"Indicator '{self.slug}' is a count, so it has no `of`.")
        if self.margin is not None and self.margin <= 0:
            raise ValueError(f"Indicator '{self.slug}' has margin {self.margin}; a margin is above 0.")
        if not self.example.rows:
            raise ValueError(f"Indicator '{self.slug}' needs a worked example with at least one row.")
        if (self.example.period is not None) == is_counted:
            raise ValueError(
                f"The example of indicator '{self.slug}' says its `period` if, and only if, its rows are not journeys."
            )
        if is_counted and not _has_missing(self):
            raise ValueError(
                f"The example of indicator '{self.slug}' needs a row with a missing value (None): "
                "missing answers are where counts go wrong."
            )


def _has_missing(indicator: Indicator) -> bool:
    return any(value is None for row in indicator.example.rows for value in row.values())
