"""What a rule gives back, and the sizes and phrases that rules share."""

from collections.abc import Callable
from dataclasses import dataclass

from joinedup.claims.case import Case, Effect, Scale

Steps = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the test holds, which step it found, and in words why it does not hold."""

    holds: bool
    reason: str = ""
    step: str | None = None


Rule = Callable[[Case, Steps], Outcome]


def about_effect(test: Callable[[Effect, Steps], Outcome]) -> Rule:
    """Return the rule that runs `test` on how the two sides differ, and refuses where there are no two sides."""

    def rule(case: Case, steps: Steps) -> Outcome:
        if case.effect is None:
            return Outcome(False, "there is nothing to compare it with")
        return test(case.effect, steps)

    return rule


def points_to(direction: int) -> Rule:
    """Return the rule that the whole 95% interval lies above no difference (1), or below it (-1)."""
    side = "above" if direction > 0 else "below"

    def test(effect: Effect, _: Steps) -> Outcome:
        holds = effect.direction == direction
        return Outcome(holds, f"the 95% interval {span(effect)} is not wholly {side} {effect.nothing:g}")

    return about_effect(test)


def edge(effect: Effect, size: float, *, below: bool = False) -> float:
    """Return where a difference of `size` lies on the scale of the effect."""
    if effect.scale is Scale.RATIO:
        return 1 / size if below else size
    return -size if below else size


def is_inside(effect: Effect, size: float) -> bool:
    """Return whether the whole interval is smaller than `size` either way."""
    return effect.of.low > edge(effect, size, below=True) and effect.of.high < edge(effect, size)


def span(effect: Effect) -> str:
    """Return the interval as a reason says it."""
    if effect.scale is Scale.RATIO:
        return f"of the ratio, {effect.of.low:.2f} to {effect.of.high:.2f},"
    unit = "points" if effect.scale is Scale.POINTS else "days"
    return f"of the difference, {effect.of.low:.1f} to {effect.of.high:.1f} {unit},"


def times(*ratios: float) -> str:
    """Return ratios as a reason says them."""
    return " to ".join(f"{ratio:.2f}" for ratio in ratios)
