"""The tests that words are bound to, by the name the vocabulary gives them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from joinedup.claims.case import Case, Effect, Scale
from joinedup.kinds.indicator import Polarity

SLIGHT: Final = {Scale.RATIO: 1.10, Scale.POINTS: 3.0}
MUCH: Final = {Scale.RATIO: 1.5, Scale.POINTS: 10.0}
SAME_SHARE: Final = 1.25
SMALLEST_WHOLE: Final = 20
FEW_BELOW: Final = 5.0
Steps = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the test holds, which step it found, and in words why it does not hold."""

    holds: bool
    reason: str = ""
    step: str | None = None


Rule = Callable[[Case, Steps], Outcome]


def _about_effect(test: Callable[[Effect, Steps], Outcome]) -> Rule:
    def rule(case: Case, steps: Steps) -> Outcome:
        if case.effect is None:
            return Outcome(False, "there is nothing to compare it with")
        return test(case.effect, steps)

    return rule


def _higher(effect: Effect, _: Steps) -> Outcome:
    return Outcome(effect.direction > 0, f"the 95% interval {_span(effect)} is not wholly above {effect.nothing:g}")


def _lower(effect: Effect, _: Steps) -> Outcome:
    return Outcome(effect.direction < 0, f"the 95% interval {_span(effect)} is not wholly below {effect.nothing:g}")


def _slightly(direction: int) -> Rule:
    def test(effect: Effect, _: Steps) -> Outcome:
        if effect.direction != direction:
            return Outcome(False, f"the 95% interval {_span(effect)} does not point that way")
        size = SLIGHT.get(effect.scale)
        holds = size is not None and _inside(effect, size)
        return Outcome(holds, f"the 95% interval {_span(effect)} reaches beyond a slight difference")

    return _about_effect(test)


def _much(direction: int) -> Rule:
    def test(effect: Effect, _: Steps) -> Outcome:
        size = MUCH.get(effect.scale)
        if size is None:
            return Outcome(False, f"no size in {effect.scale} is agreed to be much")
        near = effect.of.low if direction > 0 else effect.of.high
        holds = near > _edge(effect, size) if direction > 0 else near < _edge(effect, size, below=True)
        return Outcome(holds, f"the 95% interval {_span(effect)} does not lie wholly beyond a large difference")

    return _about_effect(test)


def _similar(effect: Effect, _: Steps) -> Outcome:
    if effect.margin is None:
        return Outcome(False, "no difference in this measure is agreed to be too small to matter")
    return Outcome(_inside(effect, effect.margin), f"the 95% interval {_span(effect)} does not lie inside the margin")


def _no_real_change(effect: Effect, steps: Steps) -> Outcome:
    found = _similar(effect, steps)
    # Five points are little in the middle and much near the ends: near 0 for the share, near 100 for its complement.
    for ratio, name in ((effect.ratio, "share"), (effect.complement, "complement of the share")):
        if found.holds and effect.scale is Scale.POINTS and ratio is not None:
            stays = ratio.low > 1 / SAME_SHARE and ratio.high < SAME_SHARE
            found = Outcome(stays, f"the {name} may have changed by a ratio of {_times(ratio.low, ratio.high)}")
    return found


def _apart(effect: Effect, _: Steps) -> Outcome:
    return Outcome(effect.direction == 0, f"the 95% interval {_span(effect)} leaves out {effect.nothing:g}")


def _by_chance(direction: int) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        if case.effect is None or case.effect.direction != direction:
            return Outcome(False, "the 95% interval does not point that way")
        return Outcome(not case.survives and not case.is_headline, "it holds among all the comparisons made")

    return rule


def _better(sign: int) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        good = {Polarity.HIGH_IS_GOOD: 1, Polarity.LOW_IS_GOOD: -1}.get(case.polarity)
        if good is None:
            return Outcome(False, "whether more of it is good is contested or not defined")
        if case.effect is None:
            return Outcome(False, "there is nothing to compare it with")
        holds = case.effect.direction == sign * good
        return Outcome(holds, f"the 95% interval {_span(case.effect)} does not say so")

    return rule


def _times_rule(effect: Effect, steps: Steps) -> Outcome:
    ratio = effect.ratio
    if ratio is None:
        return Outcome(False, "a number of times has no meaning here")
    for step, k in steps:
        if abs(ratio.value / k - 1) <= 0.10 and ratio.low > k / 1.25 and ratio.high < 1.25 * k:
            return Outcome(True, step=step)
    return Outcome(False, f"the ratio is {_times(ratio.value)}, 95% interval {_times(ratio.low, ratio.high)}")


def _more_than_times(effect: Effect, steps: Steps) -> Outcome:
    ratio = effect.ratio
    if ratio is None:
        return Outcome(False, "a number of times has no meaning here")
    passed = [step for step, k in sorted(steps, key=lambda s: s[1]) if ratio.low > k]
    reason = f"the 95% interval of the ratio, {_times(ratio.low, ratio.high)}, does not lie above it"
    return Outcome(bool(passed), reason, passed[-1] if passed else None)


def _nearly_times(effect: Effect, steps: Steps) -> Outcome:
    ratio = effect.ratio
    if ratio is None:
        return Outcome(False, "a number of times has no meaning here")
    below = 1.0
    for step, k in sorted(steps, key=lambda s: s[1]):
        if 0.9 * k <= ratio.value < k and ratio.low > (below + k) / 2:
            return Outcome(True, step=step)
        below = k
    return Outcome(False, f"the ratio is {_times(ratio.value)}, 95% interval {_times(ratio.low, ratio.high)}")


def _about_part(test: Callable[[Case, Steps], Outcome]) -> Rule:
    def rule(case: Case, steps: Steps) -> Outcome:
        if case.part is None:
            return Outcome(False, "no counts are held for it")
        if case.part.whole < SMALLEST_WHOLE:
            return Outcome(False, f"it is of {case.part.whole:g}, and shares are said of {SMALLEST_WHOLE} or more")
        return test(case, steps)

    return rule


def _fraction(case: Case, steps: Steps) -> Outcome:
    assert case.part is not None  # _about_part saw to it
    share = case.part.share.value
    step, nearest = min(steps, key=lambda s: (abs(s[1] - share), s[1]))
    holds = abs(nearest - share) <= min(2.0, nearest / 10)
    return Outcome(holds, f"{share:.1f}% is not near enough to {step}", step if holds else None)


def _share_between(low: float, high: float) -> Rule:
    def test(case: Case, _: Steps) -> Outcome:
        assert case.part is not None
        share = case.part.share.value
        return Outcome(low <= share <= high, f"it is {share:.1f}%")

    return _about_part(test)


def _share_above(point: float, limit: float) -> Rule:
    def test(case: Case, _: Steps) -> Outcome:
        assert case.part is not None
        share = case.part.share
        holds = share.value >= point and share.low > limit
        return Outcome(holds, f"it is {share.value:.1f}%, 95% interval {share.low:.1f}% to {share.high:.1f}%")

    return _about_part(test)


def _few(case: Case, _: Steps) -> Outcome:
    assert case.part is not None
    return Outcome(case.part.share.value < FEW_BELOW, f"it is {case.part.share.value:.1f}%")


def _counted(_: Case, __: Steps) -> Outcome:
    return Outcome(True)


def _edge(effect: Effect, size: float, *, below: bool = False) -> float:
    if effect.scale is Scale.RATIO:
        return 1 / size if below else size
    return -size if below else size


def _inside(effect: Effect, size: float) -> bool:
    return effect.of.low > _edge(effect, size, below=True) and effect.of.high < _edge(effect, size)


def _span(effect: Effect) -> str:
    if effect.scale is Scale.RATIO:
        return f"of the ratio, {effect.of.low:.2f} to {effect.of.high:.2f},"
    unit = "points" if effect.scale is Scale.POINTS else "days"
    return f"of the difference, {effect.of.low:.1f} to {effect.of.high:.1f} {unit},"


def _times(*ratios: float) -> str:
    return " to ".join(f"{ratio:.2f}" for ratio in ratios)


RULES: Final[Mapping[str, Rule]] = {
    "higher": _about_effect(_higher),
    "lower": _about_effect(_lower),
    "slightly-higher": _slightly(1),
    "slightly-lower": _slightly(-1),
    "much-higher": _much(1),
    "much-lower": _much(-1),
    "similar": _about_effect(_similar),
    "no-real-change": _about_effect(_no_real_change),
    "not-told-apart": _about_effect(_apart),
    "looked-higher": _by_chance(1),
    "looked-lower": _by_chance(-1),
    "better": _better(1),
    "worse": _better(-1),
    "times": _about_effect(_times_rule),
    "more-than-times": _about_effect(_more_than_times),
    "nearly-times": _about_effect(_nearly_times),
    "fraction": _about_part(_fraction),
    "about-half": _share_between(47.0, 53.0),
    "more-than-half": _share_above(50.0, 50.0),
    "most": _share_above(60.0, 50.0),
    "nearly-all": _share_above(95.0, 90.0),
    "few": _about_part(_few),
    "counted": _counted,
}
"""Every test a word may be bound to."""
