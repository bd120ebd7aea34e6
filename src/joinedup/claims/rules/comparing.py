"""Words for two sides: higher, slightly, much, similar, better, strong evidence, a wider gap."""

from collections.abc import Mapping
from typing import Final

from joinedup.claims.case import Case, Effect, Scale
from joinedup.claims.rules.outcome import Outcome, Rule, Steps, about_effect, edge, is_inside, points_to, span
from joinedup.kinds.indicator import Polarity

SLIGHT: Final = {Scale.RATIO: 1.10, Scale.POINTS: 3.0}
MUCH: Final = {Scale.RATIO: 1.5, Scale.POINTS: 10.0}
STRONG: Final = 0.002
"""p-values below this put the 99.8% interval on one side too."""


def _slightly(direction: int) -> Rule:
    def test(effect: Effect, _: Steps) -> Outcome:
        if effect.direction != direction:
            return Outcome(False, f"the 95% interval {span(effect)} does not point that way")
        size = SLIGHT.get(effect.scale)
        holds = size is not None and is_inside(effect, size)
        return Outcome(holds, f"the 95% interval {span(effect)} reaches beyond a slight difference")

    return about_effect(test)


def _much(direction: int) -> Rule:
    def test(effect: Effect, _: Steps) -> Outcome:
        size = MUCH.get(effect.scale)
        if size is None:
            return Outcome(False, f"no size in {effect.scale} is agreed to be much")
        near = effect.of.low if direction > 0 else effect.of.high
        holds = near > edge(effect, size) if direction > 0 else near < edge(effect, size, below=True)
        return Outcome(holds, f"the 95% interval {span(effect)} does not lie wholly beyond a large difference")

    return about_effect(test)


def similar(effect: Effect, _: Steps) -> Outcome:
    """Hold where the whole interval lies inside the margin, if there is one."""
    if effect.margin is None:
        return Outcome(False, "no difference in this measure is agreed to be too small to matter")
    return Outcome(is_inside(effect, effect.margin), f"the 95% interval {span(effect)} does not lie inside the margin")


def _apart(effect: Effect, _: Steps) -> Outcome:
    return Outcome(effect.direction == 0, f"the 95% interval {span(effect)} leaves out {effect.nothing:g}")


def looked(direction: int) -> Rule:
    """Return the rule that it holds at 95% alone and is lost among all the comparisons of the document."""

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
        return Outcome(holds, f"the 95% interval {span(case.effect)} does not say so")

    return rule


def _strong(effect: Effect, _: Steps) -> Outcome:
    holds = effect.direction != 0 and effect.p_value < STRONG
    return Outcome(holds, f"p is {effect.p_value:.2g}, so the 99.8% interval holds {effect.nothing:g}")


def _more_unmet(direction: int) -> Rule:
    def rule(case: Case, steps: Steps) -> Outcome:
        if case.effect is not None and not case.effect.is_modelled:
            return Outcome(False, "it does not carry the bounds of two modelled estimates of need")
        return points_to(direction)(case, steps)

    return rule


RULES: Final[Mapping[str, Rule]] = {
    "higher": points_to(1),
    "lower": points_to(-1),
    "slightly-higher": _slightly(1),
    "slightly-lower": _slightly(-1),
    "much-higher": _much(1),
    "much-lower": _much(-1),
    "similar": about_effect(similar),
    "not-told-apart": about_effect(_apart),
    "looked-higher": looked(1),
    "looked-lower": looked(-1),
    "better": _better(1),
    "worse": _better(-1),
    "strong-evidence": about_effect(_strong),
    "unmet-need-higher": _more_unmet(1),
    "unmet-need-lower": _more_unmet(-1),
    "wider": points_to(1),
    "narrower": points_to(-1),
    "looked-wider": looked(1),
    "looked-narrower": looked(-1),
}
