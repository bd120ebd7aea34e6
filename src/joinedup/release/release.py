"""The one door through which numbers leave: from estimates to figures, under a disclosure policy."""

from collections.abc import Mapping, Sequence
from typing import Final

from joinedup.core.estimate import Estimate
from joinedup.core.period import Period
from joinedup.core.status import State
from joinedup.kinds.disclosure_policy import DisclosurePolicy
from joinedup.kinds.indicator import Audience, Indicator, Unit
from joinedup.release.cells import cells_of, people_of
from joinedup.release.figure import Figure, Showing
from joinedup.release.protection import hidden_figures

HIDDEN: Final = "Hidden so that nobody can be recognised, here or by taking one figure from another."
"""One sentence for every hidden figure: a second one would tell which are small and which are hidden with them."""

SMALL_PLACE: Final = "Figures for places smaller than a whole council are not released."
PART_YEAR: Final = "Figures that we compute are released for whole financial years only."
NO_SPLIT: Final = "This figure is released for everyone together only."
FEW: Final = "Counts only: too few people for a percentage or an average."
POORLY_RECORDED: Final = "The answer is not well enough recorded to say."


def release(
    estimates: Sequence[Estimate],
    indicators: Mapping[str, Indicator],
    policy: DisclosurePolicy,
) -> tuple[Figure, ...]:
    """Return one figure for every estimate, in the same order.

    Published figures come back OPEN, as published. What we computed is SHOWN where the policy allows: then the count,
    and for a share those left over, are at least the floor, and neither it nor any other hidden figure of the same
    place and period can be worked out from what is shown. All else is HIDDEN, or ABSENT where there is no figure.
    So is a count that is nearly all of another which contains it: what is left over would be told by taking it away.
    """
    withheld = _withheld(estimates, indicators, policy)
    return tuple(
        _figure(estimate, indicators[estimate.indicator], withheld.get(position), policy)
        for position, estimate in enumerate(estimates)
    )


def _withheld(
    estimates: Sequence[Estimate], indicators: Mapping[str, Indicator], policy: DisclosurePolicy
) -> Mapping[int, str]:
    """Return why each withheld estimate is withheld, by position."""
    reasons: dict[int, str] = {}
    together: dict[tuple[str, Period, Audience], list[int]] = {}
    for position, estimate in enumerate(estimates):
        if estimate.provenance.is_published:
            continue
        indicator = indicators[estimate.indicator]
        reason = _out_of_scope(estimate, indicator, policy)
        if reason:
            reasons[position] = reason
        elif estimate.state is State.NO_DENOMINATOR and indicator.of == "among":
            reasons[position] = HIDDEN  # that nobody was asked about is a count of none
        elif estimate.state is State.OK:
            together.setdefault((estimate.place.code, estimate.period, indicator.audience), []).append(position)
    people = people_of(indicators)
    for (_, _, audience), positions in together.items():
        judged = [estimates[position] for position in positions]
        cells = cells_of(judged, indicators, people, policy.floors[audience])
        hidden = hidden_figures(cells.values, cells.reveals, cells.relations, cells.small, cells.floor, cells.give_way)
        reasons.update((positions[number], HIDDEN) for number in sorted(hidden))
    return reasons


def _out_of_scope(estimate: Estimate, indicator: Indicator, policy: DisclosurePolicy) -> str:
    if estimate.state is State.NO_DATA:
        return ""
    if estimate.place.kind not in policy.place_kinds:
        return SMALL_PLACE
    if policy.whole_years_only and not _is_financial_year(estimate.period):
        return PART_YEAR
    if estimate.group is not None and (not policy.shows_breakdowns or indicator.audience is Audience.YOUNG_PEOPLE):
        return NO_SPLIT
    return ""


def _is_financial_year(period: Period) -> bool:
    start = period.start
    return (start.month, start.day) == (4, 1) and period.end == start.replace(year=start.year + 1)


def _figure(estimate: Estimate, indicator: Indicator, withheld: str | None, policy: DisclosurePolicy) -> Figure:
    about = (estimate.indicator, estimate.place, estimate.period, estimate.group)
    if withheld is not None:
        return Figure(*about, Showing.HIDDEN, note=withheld, provenance=estimate.provenance)
    if not estimate.state.has_value:
        note = POORLY_RECORDED if estimate.state is State.POORLY_RECORDED else estimate.note
        return Figure(*about, Showing.ABSENT, note=note, provenance=estimate.provenance)
    is_open = estimate.provenance.is_published
    has_few = not is_open and _has_few(estimate, indicator, policy)
    is_mean = indicator.unit is Unit.DAYS
    return Figure(
        *about,
        Showing.OPEN if is_open else Showing.SHOWN,
        value=None if has_few else estimate.value,
        low=None if has_few else estimate.low,
        high=None if has_few else estimate.high,
        numerator=None if has_few and is_mean else estimate.numerator,
        denominator=estimate.denominator,
        method=estimate.method,
        known=estimate.known,
        rounding=estimate.rounding,
        note=" ".join(filter(None, (estimate.note, _caveat(estimate, policy), FEW if has_few else ""))),
        is_value_only=estimate.state is State.VALUE_ONLY,
        verdict=estimate.verdict,
        beside=estimate.beside,
        provenance=estimate.provenance,
    )


def _has_few(estimate: Estimate, indicator: Indicator, policy: DisclosurePolicy) -> bool:
    return indicator.of == "among" and (estimate.denominator or 0) < policy.smallest_denominator


def _caveat(estimate: Estimate, policy: DisclosurePolicy) -> str:
    if estimate.known >= policy.caveat_below_known:
        return ""
    return f"The answer is recorded for {100 * estimate.known:.0f}% of those asked about."
