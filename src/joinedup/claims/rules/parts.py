"""Words for a part of a whole: a third, most, nearly all, none. Each needs 20 or more."""

from collections.abc import Callable, Mapping
from typing import Final

from joinedup.claims.case import Case, Part
from joinedup.claims.rules.outcome import Outcome, Rule, Steps

SMALLEST_WHOLE: Final = 20
FEW_BELOW: Final = 5.0


def _about_part(test: Callable[[Part, Steps], Outcome]) -> Rule:
    def rule(case: Case, steps: Steps) -> Outcome:
        if case.part is None:
            return Outcome(False, "no counts are held for it")
        if case.part.whole < SMALLEST_WHOLE:
            return Outcome(False, f"it is of {case.part.whole:g}, and shares are said of {SMALLEST_WHOLE} or more")
        return test(case.part, steps)

    return rule


def _fraction(part: Part, steps: Steps) -> Outcome:
    share = part.share.value
    step, nearest = min(steps, key=lambda s: (abs(s[1] - share), s[1]))
    holds = abs(nearest - share) <= min(2.0, nearest / 10)
    return Outcome(holds, f"{share:.1f}% is not near enough to {step}", step if holds else None)


def _between(low: float, high: float) -> Rule:
    def test(part: Part, _: Steps) -> Outcome:
        return Outcome(low <= part.share.value <= high, f"it is {part.share.value:.1f}%")

    return _about_part(test)


def _above(point: float, limit: float) -> Rule:
    def test(part: Part, _: Steps) -> Outcome:
        share = part.share
        if part.is_self_chosen:
            return Outcome(False, "those who answered chose themselves, so there is no interval")
        holds = share.value >= point and share.low > limit
        return Outcome(holds, f"it is {share.value:.1f}%, 95% interval {share.low:.1f}% to {share.high:.1f}%")

    return _about_part(test)


def _few(part: Part, _: Steps) -> Outcome:
    return Outcome(part.share.value < FEW_BELOW, f"it is {part.share.value:.1f}%")


def _whole(part: Part, _: Steps) -> Outcome:
    if not part.is_complete:
        return Outcome(False, "not everyone's answer is in")
    return Outcome(part.count == part.whole, f"it is {part.count:g} of {part.whole:g}")


def _none(part: Part, _: Steps) -> Outcome:
    if not part.is_complete:
        return Outcome(False, "not everyone's answer is in, and none recorded is not none")
    return Outcome(part.count == 0, f"it is {part.count:g} of {part.whole:g}")


def _none_recorded(part: Part, _: Steps) -> Outcome:
    return Outcome(part.count == 0, f"it is {part.count:g} of {part.whole:g}")


def _counted(_: Case, __: Steps) -> Outcome:
    return Outcome(True)


RULES: Final[Mapping[str, Rule]] = {
    "fraction": _about_part(_fraction),
    "about-half": _between(47.0, 53.0),
    "more-than-half": _above(50.0, 50.0),
    "most": _above(60.0, 50.0),
    "nearly-all": _above(95.0, 90.0),
    "few": _about_part(_few),
    "all": _about_part(_whole),
    "only": _about_part(_whole),
    "none": _about_part(_none),
    "none-recorded": _about_part(_none_recorded),
    "counted": _counted,
}
