"""The only numbers that may reach a page or document."""

from dataclasses import dataclass, field
from enum import StrEnum

from joinedup.core.estimate import Beside, Provenance
from joinedup.core.period import Period
from joinedup.core.place import Place


class Showing(StrEnum):
    """Whether and why a figure can be seen."""

    SHOWN = "shown"
    OPEN = "open"
    """Already published by its source, and shown as published."""
    HIDDEN = "hidden"
    """Withheld to protect people; has no value, count, interval or test anywhere."""
    ABSENT = "absent"
    """No figure is held, or it would not mean what it says; `note` says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A released estimate. Every number is None unless `showing` is SHOWN or OPEN.

    `is_value_only`: a publisher's value without counts or interval, of which a level and the publisher's `verdict` may
    be said and nothing else.
    """

    indicator: str
    place: Place
    period: Period
    group: tuple[str, str] | None
    showing: Showing
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    method: str = ""
    known: float = 1.0
    rounding: float = 0.0
    note: str = ""
    is_value_only: bool = False
    verdict: str = ""
    beside: tuple[Beside, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        numbers = (self.value, self.low, self.high, self.numerator, self.denominator)
        is_told = any(number is not None for number in numbers) or self.verdict or self.beside
        if not self.is_visible and is_told:
            raise ValueError(f"A {self.showing} figure of '{self.indicator}' must not carry a number.")

    @property
    def is_visible(self) -> bool:
        """Whether it carries numbers."""
        return self.showing in (Showing.SHOWN, Showing.OPEN)
