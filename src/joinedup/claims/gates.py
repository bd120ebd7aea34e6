"""What must hold before any comparing word: each gate gives a sentence where it does not open."""

from collections.abc import Callable
from typing import Final

from joinedup.claims.pair import Pair
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing

ENOUGH_KNOWN: Final = 0.9
BARELY_KNOWN: Final = 0.8
SMALLEST_DENOMINATOR: Final = 20
SMALLEST_EARLIER: Final = 20

Gate = Callable[[Pair], str | None]


def both_held(pair: Pair) -> str | None:
    """Nothing can be said against a figure that nobody holds."""
    for figure in pair.sides:
        if figure.showing is Showing.ABSENT:
            return f"No figure is held for {_named(figure)}."
    return None


def neither_hidden(pair: Pair) -> str | None:
    """Refuse a word about a hidden figure: it would reveal it."""
    for figure in pair.sides:
        if figure.showing is Showing.HIDDEN:
            return f"The figure for {_named(figure)} is hidden to protect people."
    return None


def same_definition(pair: Pair) -> str | None:
    """Two definitions, or two versions of one, are two different things."""
    if pair.first.indicator != pair.second.indicator or pair.versions[0] != pair.versions[1]:
        return "The two sides do not use the same version of the definition."
    return None


def comparable_periods(pair: Pair) -> str | None:
    """Ask for windows that share no time in a change, and the same window for places and groups."""
    first, second = pair.first.period, pair.second.period
    if pair.kind is ClaimKind.CHANGE:
        if first.shares_time_with(second):
            return f"{second.label} and {first.label} share time, so one cannot have changed from the other."
        return None
    if first != second:
        return f"The two sides are of different periods, {first.label} and {second.label}."
    return None


def fully_covered(pair: Pair) -> str | None:
    """Refuse where a delivery is missing: that looks like a fall."""
    for figure in pair.sides:
        if figure.is_visible and not figure.provenance.covers:
            missing = "; ".join(figure.provenance.gaps) or "an expected sender"
            return f"Deliveries do not cover the whole of {_named(figure)}: {missing}."
    return None


def well_recorded(pair: Pair) -> str | None:
    """Answers missing for more than one in ten could be of either kind."""
    for figure in pair.sides:
        if figure.is_visible and figure.known < ENOUGH_KNOWN:
            return f"The answer is recorded for {100 * figure.known:.0f}% in {_named(figure)}; comparing needs 90%."
    return None


def large_enough(pair: Pair) -> str | None:
    """Percentages and averages of fewer than 20 are not said, so they are not compared."""
    for figure in pair.sides:
        is_small = figure.denominator is not None and figure.denominator < SMALLEST_DENOMINATOR
        if figure.is_visible and (figure.value is None or (pair.indicator.unit is Unit.PERCENT and is_small)):
            return f"There are fewer than 20 people to compare for {_named(figure)}."
    return None


def not_the_same_people(pair: Pair) -> str | None:
    """Someone in treatment in both windows makes them alike; without knowing how many, no test is fair."""
    if pair.kind is ClaimKind.CHANGE and pair.indicator.is_stock:
        return "Many of the same people are in both periods, and how many is not known here."
    return None


GATES: Final[tuple[Gate, ...]] = (
    both_held,
    neither_hidden,
    same_definition,
    comparable_periods,
    fully_covered,
    well_recorded,
    large_enough,
    not_the_same_people,
)


def stops(pair: Pair) -> tuple[str, ...]:
    """Return the sentence of every gate that does not open; empty where words may be tested."""
    return tuple(sentence for gate in GATES if (sentence := gate(pair)) is not None)


def may_say_percent_change(pair: Pair) -> bool:
    """Whether the earlier period holds the 20 events that a percentage change needs."""
    before = pair.second.numerator
    return before is not None and before >= SMALLEST_EARLIER


def _named(figure: Figure) -> str:
    group = f" ({figure.group[1]})" if figure.group else ""
    return f"{figure.place.name}{group} in {figure.period.label}"
