"""Words for a number of times: double, more than double, nearly three times, half as many."""

from collections.abc import Mapping
from typing import Final

from joinedup.claims.case import Effect
from joinedup.claims.rules.outcome import Outcome, Rule, Steps, about_effect
from joinedup.claims.rules.outcome import times as said

NO_MEANING = Outcome(False, "a number of times has no meaning here")


def _times(effect: Effect, steps: Steps) -> Outcome:
    ratio = effect.ratio
    if ratio is None:
        return NO_MEANING
    for step, k in steps:
        if abs(ratio.value / k - 1) <= 0.10 and ratio.low > k / 1.25 and ratio.high < 1.25 * k:
            return Outcome(True, step=step)
    return Outcome(False, f"the ratio is {said(ratio.value)}, 95% interval {said(ratio.low, ratio.high)}")


def _more_than_times(effect: Effect, steps: Steps) -> Outcome:
    ratio = effect.ratio
    if ratio is None:
        return NO_MEANING
    passed = [step for step, k in sorted(steps, key=lambda s: s[1]) if ratio.low > k]
    reason = f"the 95% interval of the ratio, {said(ratio.low, ratio.high)}, does not lie above it"
    return Outcome(bool(passed), reason, passed[-1] if passed else None)


def _nearly_times(effect: Effect, steps: Steps) -> Outcome:
    ratio = effect.ratio
    if ratio is None:
        return NO_MEANING
    below = 1.0
    for step, k in sorted(steps, key=lambda s: s[1]):
        if 0.9 * k <= ratio.value < k and ratio.low > (below + k) / 2:
            return Outcome(True, step=step)
        below = k
    return Outcome(False, f"the ratio is {said(ratio.value)}, 95% interval {said(ratio.low, ratio.high)}")


RULES: Final[Mapping[str, Rule]] = {
    "times": about_effect(_times),
    "more-than-times": about_effect(_more_than_times),
    "nearly-times": about_effect(_nearly_times),
}
