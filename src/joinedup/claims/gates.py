"""What must hold before any comparing word: each gate gives a sentence where it does not open."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from joinedup.claims.pair import Pair
from joinedup.claims.rules.ranks import FEWEST_PLACES
from joinedup.claims.several import Aimed, Compared, Field, Series, TwoGaps
from joinedup.core.period import Period
from joinedup.kinds.document import FEWEST_YEARS, ClaimKind
from joinedup.kinds.indicator import Unit
from joinedup.kinds.series_break import SeriesBreak
from joinedup.measures.intervals import MID_YEAR, SELF_CHOSEN
from joinedup.release.figure import Figure, Showing

ENOUGH_KNOWN: Final = 0.9
BARELY_KNOWN: Final = 0.8
SMALLEST_DENOMINATOR: Final = 20
SMALLEST_EARLIER: Final = 20
FEWEST_EVENTS: Final = 10

Gate = Callable[[Compared], str | None]


def both_held(of: Compared) -> str | None:
    """Nothing can be said against a figure that nobody holds."""
    for figure in of.sides:
        if figure.showing is Showing.ABSENT:
            return f"No figure is held for {_named(figure)}."
    return None


def neither_hidden(of: Compared) -> str | None:
    """Refuse a word about a hidden figure: it would reveal it. One hidden point stops a whole series."""
    for figure in of.sides:
        if figure.showing is Showing.HIDDEN:
            return f"The figure for {_named(figure)} is hidden to protect people."
    return None


def same_definition(of: Compared) -> str | None:
    """Two definitions, or two versions of one, are two different things."""
    if len({figure.indicator for figure in of.sides}) > 1 or len(set(of.versions)) > 1:
        sides = "two sides do" if len(of.sides) == 2 else "figures do"
        return f"The {sides} not use the same version of the definition."
    return None


def comparable_periods(of: Compared) -> str | None:
    """Ask for windows that share no time in a change, single years in a trend, one window for places and groups."""
    if isinstance(of, Series):
        return _single_years(of)
    if isinstance(of, TwoGaps):
        now, other, before, another = (figure.period for figure in of.figures)
        return _same_window(now, other) or _same_window(before, another) or _apart(now, before)
    if of.kind is ClaimKind.CHANGE:
        return _apart(of.sides[0].period, of.sides[1].period)
    return next((said for one in of.sides if (said := _same_window(of.sides[0].period, one.period))), None)


def no_break_between(of: Compared) -> str | None:
    """Refuse where a service was recommissioned or a boundary moved between two windows."""
    if not isinstance(of, Pair | TwoGaps) or of.kind not in (ClaimKind.CHANGE, ClaimKind.GAP_CHANGE):
        return None
    now, before = of.sides[0].period, of.sides[-1].period
    for one in of.breaks:
        if before.start < one.on < now.end:
            return f"The series broke on {_day(one)} ({one.why}), so {before.label} is not comparable."
    return None


def more_than_a_value(of: Compared) -> str | None:
    """Refuse a bare published value, which has no uncertainty to judge by; England's may be a benchmark (rule 8)."""
    sides = of.sides[:1] if isinstance(of, Pair) and of.is_fixed_benchmark else of.sides
    for figure in sides:
        if figure.method == MID_YEAR:
            return f"The figure for {_named(figure)} is an estimate published without an interval."
        if figure.is_value_only:
            return f"The figure for {_named(figure)} is published without counts or an interval, and none is invented."
    return None


def fully_covered(of: Compared) -> str | None:
    """Refuse where a delivery is missing: that looks like a fall."""
    for figure in of.sides:
        if figure.is_visible and not figure.provenance.covers:
            missing = "; ".join(figure.provenance.gaps) or "an expected sender"
            return f"Deliveries do not cover the whole of {_named(figure)}: {missing}."
    return None


def well_recorded(of: Compared) -> str | None:
    """Answers missing for more than one in ten could be of either kind."""
    for figure in of.sides:
        if figure.is_visible and figure.known < ENOUGH_KNOWN:
            return f"The answer is recorded for {100 * figure.known:.0f}% in {_named(figure)}; comparing needs 90%."
    return None


def not_self_chosen(of: Compared) -> str | None:
    """People who chose to answer speak for themselves (rules of practice 15)."""
    for figure in of.sides:
        if figure.method == SELF_CHOSEN:
            return f"Those who answered in {_named(figure)} chose themselves, so they stand for nobody else."
    return None


def large_enough(of: Compared) -> str | None:
    """Percentages and averages of fewer than 20 are not said, so they are not compared."""
    for figure in of.sides:
        is_small = figure.denominator is not None and figure.denominator < SMALLEST_DENOMINATOR
        if figure.is_visible and (figure.value is None or (of.indicator.unit is Unit.PERCENT and is_small)):
            return f"There are fewer than 20 people to compare for {_named(figure)}."
    return None


def not_the_same_people(of: Compared) -> str | None:
    """Someone in treatment in both windows makes them alike; without knowing how many, no test is fair."""
    if not of.indicator.is_stock or of.kind not in (ClaimKind.CHANGE, ClaimKind.TREND, ClaimKind.GAP_CHANGE):
        return None
    if isinstance(of, Pair) and of.in_both is not None and of.indicator.unit is Unit.COUNT:
        return None
    periods = "all these years" if of.kind is ClaimKind.TREND else "both periods"
    return f"Many of the same people are in {periods}, and how many is not known here."


def enough_years(of: Compared) -> str | None:
    """Ask for five single years after any break."""
    if not isinstance(of, Series) or len(of.figures) >= FEWEST_YEARS:
        return None
    since = f" since the series broke on {_day(of.cut)} ({of.cut.why})" if of.cut else ""
    return f"There are {len(of.figures)} single years{since}, and a trend needs {FEWEST_YEARS} or more."


def enough_events(of: Compared) -> str | None:
    """Fewer than ten events carry no trend and no rank."""
    if not isinstance(of, Series | Field):
        return None
    for figure in of.sides:
        few = _fewest(figure, of.indicator.unit)
        if figure.is_visible and few is not None and few < FEWEST_EVENTS:
            needs = "a trend needs that many every year" if isinstance(of, Series) else "a rank needs them everywhere"
            return f"There are fewer than {FEWEST_EVENTS} events in {_named(figure)}; {needs}."
    return None


def enough_places(of: Compared) -> str | None:
    """Two places are compared with each other, not ranked."""
    if isinstance(of, Field) and len(of.figures) < FEWEST_PLACES:
        return f"There are {len(of.figures)} places, and ranks need {FEWEST_PLACES} or more."
    return None


def target_can_be_reached(of: Compared) -> str | None:
    """Nothing can be measured against a target of none."""
    if isinstance(of, Aimed) and of.target.at == 0 and of.indicator.unit in (Unit.RATE, Unit.COUNT):
        return "The target is none, so no ratio to it exists."
    return None


GATES: Final[tuple[Gate, ...]] = (
    both_held,
    neither_hidden,
    same_definition,
    comparable_periods,
    no_break_between,
    more_than_a_value,
    fully_covered,
    well_recorded,
    not_self_chosen,
    large_enough,
    not_the_same_people,
    enough_years,
    enough_events,
    enough_places,
    target_can_be_reached,
)


def stops(of: Compared) -> tuple[str, ...]:
    """Return the sentence of every gate that does not open; empty where words may be tested."""
    return tuple(sentence for gate in GATES if (sentence := gate(of)) is not None)


def may_say_percent_change(pair: Pair) -> bool:
    """Whether the earlier period holds the 20 events that a percentage change needs."""
    before = pair.second.numerator
    return before is not None and before >= SMALLEST_EARLIER


def after_break(
    figures: Iterable[Figure], breaks: Iterable[SeriesBreak]
) -> tuple[tuple[Figure, ...], SeriesBreak | None]:
    """Return the figures whose whole period is after every break, and the break that cut off others, if one did."""
    held = tuple(figures)
    cutting = [one for one in breaks if any(one.is_after_start_of(figure.period) for figure in held)]
    cut = max(cutting, key=lambda one: one.on, default=None)
    kept = tuple(figure for figure in held if cut is None or not cut.is_after_start_of(figure.period))
    return kept, cut


def _single_years(of: Series) -> str | None:
    periods = [figure.period for figure in of.years]
    longer = next((period for period in periods if not period.is_one_year), None)
    if longer is not None:
        return f"{longer.label} is not a single year, and a trend is told of single years only."
    for earlier, later in pairwise(periods):
        if earlier.shares_time_with(later):
            return f"{earlier.label} and {later.label} share time, so they show no trend."
        if earlier.end != later.start:
            return f"Years are missing between {earlier.label} and {later.label}."
    return None


def _same_window(first: Period, second: Period) -> str | None:
    if first != second:
        return f"The two sides are of different periods, {first.label} and {second.label}."
    return None


def _apart(now: Period, before: Period) -> str | None:
    if now.shares_time_with(before):
        return f"{before.label} and {now.label} share time, so one cannot have changed from the other."
    return None


def _fewest(figure: Figure, unit: Unit) -> float | None:
    """Return the events of a figure; for a share those counted or those left over, whichever are fewer."""
    if unit is Unit.DAYS or figure.numerator is None:
        return None
    if unit is Unit.PERCENT and figure.denominator is not None:
        return min(figure.numerator, figure.denominator - figure.numerator)
    return figure.numerator


def _named(figure: Figure) -> str:
    group = f" ({figure.group[1]})" if figure.group else ""
    return f"{figure.place.name}{group} in {figure.period.label}"


def _day(one: SeriesBreak) -> str:
    return one.on.isoformat()
