"""Words for two windows: increased, no real change, so many more."""

from collections.abc import Mapping
from typing import Final

from joinedup.claims.case import Case, Effect, Scale
from joinedup.claims.rules.comparing import similar
from joinedup.claims.rules.outcome import Outcome, Rule, Steps, about_effect, points_to, times

SAME_SHARE: Final = 1.25


def _changed(direction: int) -> Rule:
    def rule(case: Case, steps: Steps) -> Outcome:
        if case.effect is not None and case.effect.allows_for_both is False:
            return Outcome(False, "the interval does not allow for the people who are in both windows")
        return points_to(direction)(case, steps)

    return rule


def _no_real_change(effect: Effect, steps: Steps) -> Outcome:
    found = similar(effect, steps)
    # Five points are little in the middle and much near the ends: near 0 for the share, near 100 for its complement.
    for ratio, name in ((effect.ratio, "share"), (effect.complement, "complement of the share")):
        if found.holds and effect.scale is Scale.POINTS and ratio is not None:
            stays = ratio.low > 1 / SAME_SHARE and ratio.high < SAME_SHARE
            found = Outcome(stays, f"the {name} may have changed by a ratio of {times(ratio.low, ratio.high)}")
    return found


def _counted_more(direction: int) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        counts = case.counts
        if counts is None:
            return Outcome(False, "complete counts of the same thing are not shown on both sides")
        if not counts.has_verdict and not counts.is_workload:
            return Outcome(False, "no verdict stands beside it, and it is more than a count of work done")
        holds = (counts.now - counts.before) * direction > 0
        return Outcome(holds, f"the counts are {counts.before:,.0f} and {counts.now:,.0f}")

    return rule


RULES: Final[Mapping[str, Rule]] = {
    "increased": _changed(1),
    "fell": _changed(-1),
    "no-real-change": about_effect(_no_real_change),
    "n-more": _counted_more(1),
    "n-fewer": _counted_more(-1),
}
