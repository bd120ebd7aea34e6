"""From figures to the case that decides which words a claim about them may use."""

from dataclasses import replace

from joinedup.claims.case import Case
from joinedup.claims.effects import counts_of, effect_of, part_of
from joinedup.claims.gap_changes import growth_of
from joinedup.claims.gates import stops
from joinedup.claims.pair import Pair
from joinedup.claims.ranks import standings_of
from joinedup.claims.several import Aimed, Alone, Field, Series, Subject, TwoGaps
from joinedup.claims.targets import distance_of
from joinedup.claims.trends import run_of
from joinedup.kinds.document import ClaimKind


def case_of(subject: Subject, *, with_extremes: bool = False, stopped: tuple[str, ...] = ()) -> Case:
    """Return the case of a claim's figures, before its family is known.

    Where a gate stays shut, or the figures cannot be measured, the reason is among its `stops` and nothing is measured.
    `stopped` are reasons known beforehand. `with_extremes` allows for all years of a series, for words naming one.
    """
    if isinstance(subject, Alone):
        # a share of what has arrived is told as a number, and no word is made of it (rules of practice 10)
        may_say = subject.kind is ClaimKind.SHARE and subject.figure.provenance.covers
        return Case(subject.kind, part=part_of(subject.figure, subject.indicator) if may_say else None)
    shut = stops(subject) or stopped
    case = Case(subject.kind, polarity=subject.indicator.polarity, stops=shut)
    if isinstance(subject, Aimed):
        case = replace(case, is_floor=subject.target.is_floor)
    if not shut:
        case = _measured(subject, case, with_extremes)
    if isinstance(subject, Pair):
        case = replace(case, counts=counts_of(subject, has_verdict=case.effect is not None))
    return case


def _measured(subject: Pair | Series | Field | Aimed | TwoGaps, case: Case, with_extremes: bool) -> Case:
    if isinstance(subject, Field):
        standings = standings_of(subject.indicator, subject.figures)
        return replace(case, stops=(standings,)) if isinstance(standings, str) else replace(case, standing=standings[0])
    if isinstance(subject, Series):
        run = run_of(subject, with_extremes=with_extremes)
        return replace(case, stops=(run,)) if isinstance(run, str) else replace(case, effect=run[0], course=run[1])
    effect = (
        effect_of(subject)
        if isinstance(subject, Pair)
        else distance_of(subject)
        if isinstance(subject, Aimed)
        else growth_of(subject)
    )
    return replace(case, stops=(effect,)) if isinstance(effect, str) else replace(case, effect=effect)
