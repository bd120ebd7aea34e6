"""Measure how each provider keeps its records: shares of its own episodes, each with what it rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.status import State
from joinedup.kinds.indicator import Indicator
from joinedup.measures import intervals
from joinedup.measures.expressions import EPISODES, columns_read
from joinedup.measures.sources import Holding
from joinedup.measures.tally import Tally, count


def measure_records(
    records: Callable[[Period], Any],
    measures: Sequence[Indicator],
    providers: Mapping[Place, Holding],
    periods: Sequence[Period],
    *,
    follow_up_days: Mapping[str, int],
) -> tuple[Estimate, ...]:
    """Return an estimate for every measure, provider and period, in that order.

    `records` gives the EPISODE rows of a window; it is asked only for windows that some provider's delivery reaches.
    `follow_up_days`: columns of the contract that need so many days after the window to be known; where the delivery
    ends before them, the estimate says so. What cannot be measured comes back with its state and a note.
    """
    tallies: dict[tuple[Place, Period], Mapping[str, Tally]] = {}
    for period in periods:
        reached = {place.code: place for place, held in providers.items() if held.reaches(period)}
        if reached:
            rows = records(period)
            counted = count(rows.mutate(area=rows.provider), measures, sorted(reached))
            tallies |= {(reached[code], period): found for (code, _), found in counted.items()}
    follow_up = {
        one.slug: max((follow_up_days.get(column, 0) for column in columns_read(one, EPISODES)), default=0)
        for one in measures
    }
    return tuple(
        _estimate(Estimate(one.slug, place, period), held, tallies.get((place, period)), follow_up[one.slug])
        for one in measures
        for place, held in providers.items()
        for period in periods
    )


def _estimate(draft: Estimate, held: Holding, tallies: Mapping[str, Tally] | None, follow_up: int) -> Estimate:
    window = draft.period
    if not held.reaches(window):
        note = f"No records from {draft.place.name} are held for {window.label}."
        return replace(draft, state=State.NO_DATA, note=note)
    gaps = held.gaps(window) or held.gaps(Period(window.start, window.end + timedelta(days=follow_up)))
    draft = replace(draft, provenance=held.provenance(gaps=gaps))
    tally = tallies[draft.indicator] if tallies else Tally(0, 0, 0)
    if tally.answered == 0:
        return replace(draft, state=State.NO_DENOMINATOR, note="There is no record of which this could be asked.")
    value, low, high = intervals.share(tally.counted, tally.answered)
    return replace(
        draft,
        value=value,
        low=low,
        high=high,
        numerator=float(tally.counted),
        denominator=float(tally.answered),
        method=intervals.WILSON,
    )
