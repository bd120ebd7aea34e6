"""Words for yearly figures in a row: rising, falling, stable, fluctuating, from a high."""

from collections.abc import Callable, Mapping
from typing import Final

from joinedup.claims.case import Case, Course, Effect, Scale
from joinedup.claims.rules.outcome import Outcome, Rule, Steps, edge, is_inside, span
from joinedup.kinds.document import FEWEST_YEARS

LEAST: Final = {Scale.RATIO: 1.10, Scale.POINTS: 5.0}
"""The fitted change that is worth a word where no margin is set."""
FAMILYWISE: Final = 0.05
CHANCE: Final = 0.05


def _about_series(test: Callable[[Effect, Course], Outcome]) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        if case.course is None or case.effect is None:
            return Outcome(False, "there is no yearly series of it")
        if case.course.points < FEWEST_YEARS:
            return Outcome(False, f"there are {case.course.points} yearly points, and it needs {FEWEST_YEARS} or more")
        return test(case.effect, case.course)

    return rule


def _runs(direction: int) -> Rule:
    way = "up" if direction > 0 else "down"

    def test(effect: Effect, course: Course) -> Outcome:
        if effect.direction != direction:
            return Outcome(False, f"the 95% interval of the fitted change, {_limits(effect)}, does not go {way}")
        size = edge(effect, effect.margin or LEAST.get(effect.scale, 0.0), below=direction < 0)
        if (effect.of.value - size) * direction < 0:
            return Outcome(False, f"the fitted change, {_one(effect, effect.of.value)}, is smaller than matters")
        return Outcome(course.last_step * direction >= 0, "the last year went the other way")

    return _about_series(test)


def _looked(direction: int) -> Rule:
    def rule(case: Case, steps: Steps) -> Outcome:
        found = _runs(direction)(case, steps)
        if not found.holds:
            return found
        return Outcome(not case.survives and not case.is_headline, "it holds among all the comparisons made")

    return rule


def _stable(effect: Effect, _: Course) -> Outcome:
    if effect.margin is None:
        return Outcome(False, "no change in this measure is agreed to be too small to matter")
    holds = is_inside(effect, effect.margin)
    return Outcome(holds, f"the 95% interval of the fitted change, {_limits(effect)}, does not lie inside the margin")


def _varies(effect: Effect, course: Course) -> Outcome:
    if effect.direction != 0:
        return Outcome(False, f"the 95% interval {span(effect)} goes one way")
    holds = course.spread_p < CHANCE
    return Outcome(holds, f"the years vary as chance alone may make them, p {course.spread_p:.2g}")


def _fluctuating(case: Case, steps: Steps) -> Outcome:
    found = _about_series(_varies)(case, steps)
    if found.holds and not case.spread_survives and not case.is_headline:
        return Outcome(False, f"it passes alone but not among all {case.family_size} comparisons of the document")
    return found


def _no_clear_trend(case: Case, steps: Steps) -> Outcome:
    clear = [name for name in ("rising", "falling", "stable", "fluctuating") if RULES[name](case, steps).holds]
    return Outcome(not clear, f"it is {' and '.join(clear)}")


def _from_extreme(which: str) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        level = None if case.course is None else case.course.from_high if which == "highest" else case.course.from_low
        if level is None:
            return Outcome(False, f"the {which} year was picked for being so, and not all years are allowed for")
        return Outcome(
            level <= FAMILYWISE, f"the latest year is not told from the {which} one once all years are allowed for"
        )

    return rule


def _limits(effect: Effect) -> str:
    return f"{_one(effect, effect.of.low)} to {_one(effect, effect.of.high)}"


def _one(effect: Effect, number: float) -> str:
    return f"{number:.2f}" if effect.scale is Scale.RATIO else f"{number:.1f} {effect.scale.split()[-1]}"


RULES: Final[Mapping[str, Rule]] = {
    "rising": _runs(1),
    "falling": _runs(-1),
    "looked-rising": _looked(1),
    "looked-falling": _looked(-1),
    "stable": _about_series(_stable),
    "fluctuating": _fluctuating,
    "no-clear-trend": _no_clear_trend,
    "from-a-high": _from_extreme("highest"),
    "from-a-low": _from_extreme("lowest"),
}
