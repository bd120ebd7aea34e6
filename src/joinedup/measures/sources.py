"""What measuring reads: tables that keep the contracts, and which deliveries they came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from joinedup.core.estimate import Provenance
from joinedup.core.period import Period
from joinedup.measures.population import Populations
from joinedup.measures.published import Publications


@dataclass(frozen=True, slots=True)
class Holding:
    """The deliveries behind one table, and what each expected sender's delivery covers.

    `covers` pairs a sender's name with the whole period that its current delivery covers; an expected sender who has
    delivered nothing is paired with None. Empty where coverage does not arise (published tables). `names` pairs each
    delivery with its sender's name, those received last first: that is their precedence. `never` names senders who
    have delivered nothing, with the day since which they are expected, and until which (None: no end known).
    """

    deliveries: tuple[str, ...] = ()
    is_synthetic: bool = False
    source: str = ""
    covers: tuple[tuple[str, Period | None], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, date, date | None], ...] = ()

    def gaps(self, window: Period) -> tuple[str, ...]:
        """Return a sentence for each expected sender whose delivery does not cover the whole of `window`."""
        late = tuple(
            f"{sender} has not delivered the whole of {window.label}"
            for sender, covered in sorted(self.covers, key=lambda pair: pair[0])
            if covered is None or not covered.covers(window)
        )
        silent = tuple(
            f"{sender} is expected to deliver and has sent nothing for {window.label}"
            for sender, since, until in sorted(self.never)
            if since < window.end and (until is None or window.start < until)
        )
        return (*silent, *late)

    def reaches(self, window: Period) -> bool:
        """Return whether any delivery holds part of `window`."""
        return any(covered is not None and covered.shares_time_with(window) for _, covered in self.covers)

    def provenance(
        self,
        *,
        is_published: bool = False,
        gaps: tuple[str, ...] = (),
        source: str = "",
        only: tuple[str, ...] = (),
    ) -> Provenance:
        """Return where a number from this table comes from: `only` these deliveries where they are known."""
        names = dict(self.names)
        source = source or "; ".join(dict.fromkeys(names[one] for one in only if one in names))
        return Provenance(
            deliveries=only or tuple(sorted(self.deliveries)),
            is_published=is_published,
            is_synthetic=self.is_synthetic,
            covers=not gaps,
            gaps=gaps,
            source=source or self.source,
        )


@dataclass(frozen=True, slots=True)
class Sources:
    """All that measuring reads.

    `journeys` gives the JOURNEY table of a window; it is asked only for windows that the case-level deliveries reach.
    The three tables keep the POPULATION, PUBLISHED and PREVALENCE contracts.
    `published_as_of`: published figures are read as issued by that day (default: the last issue held).
    `follow_up_months`: columns of the contract that need whole months after the window to be known.
    `read_before`: populations and published rows of everything that several runs will ask for, read once for all.
    """

    journeys: Callable[[Period], Any]
    population: Any
    published: Any
    prevalence: Any
    case_level: Holding = field(default_factory=Holding)
    populations: Holding = field(default_factory=Holding)
    publications: Holding = field(default_factory=Holding)
    prevalences: Holding = field(default_factory=Holding)
    published_as_of: date | None = None
    follow_up_months: Mapping[str, int] = field(default_factory=lambda: {"represented_6_months": 6})
    read_before: tuple[Populations, Publications] | None = None


def joined(*parts: Provenance) -> Provenance:
    """Return the provenance of a number that rests on all of `parts`."""
    return Provenance(
        deliveries=tuple(sorted({delivery for part in parts for delivery in part.deliveries})),
        is_published=all(part.is_published for part in parts),
        is_synthetic=any(part.is_synthetic for part in parts),
        covers=all(part.covers for part in parts),
        gaps=tuple(dict.fromkeys(gap for part in parts for gap in part.gaps)),
        source="; ".join(dict.fromkeys(part.source for part in parts if part.source)),
    )
