"""A break in a series: declared data, since no file says that a service was recommissioned or a boundary moved."""

from dataclasses import dataclass
from datetime import date

from joinedup.core.period import Period


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A day from which figures no longer mean what they did before, and why.

    `place` is the code of the place it happened in, None for everywhere; `indicators` are those it touches, none named
    for all.
    """

    on: date
    why: str
    place: str | None = None
    indicators: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise ValueError(f"The break on {self.on.isoformat()} must say why: what changed.")

    def touches(self, indicator: str, place: str) -> bool:
        """Return whether it concerns this indicator in this place."""
        return self.place in (None, place) and (not self.indicators or indicator in self.indicators)

    def is_after_start_of(self, period: Period) -> bool:
        """Return whether figures of `period` are from before it, wholly or in part."""
        return period.start < self.on
