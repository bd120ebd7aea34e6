"""Words for a declared target: met, missed, or neither can be said."""

from collections.abc import Mapping
from typing import Final

from joinedup.claims.case import Case
from joinedup.claims.rules.outcome import Outcome, Rule, Steps, span


def _on_side(side: int) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        if case.is_floor is None or case.effect is None:
            return Outcome(False, "no target is declared for it")
        good = 1 if case.is_floor else -1
        reason = f"the 95% interval {span(case.effect)} is not wholly on that side of the target"
        return Outcome(case.effect.direction * good == side, reason)

    return rule


def _cannot_say(case: Case, _: Steps) -> Outcome:
    if case.is_floor is None or case.effect is None:
        return Outcome(False, "no target is declared for it")
    is_open = case.effect.direction == 0 or not (case.survives or case.is_headline)
    return Outcome(is_open, "the 95% interval lies wholly on one side of the target")


RULES: Final[Mapping[str, Rule]] = {
    "meets-target": _on_side(1),
    "misses-target": _on_side(-1),
    "cannot-say-target": _cannot_say,
}
