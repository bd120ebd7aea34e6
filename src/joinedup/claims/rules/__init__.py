"""The tests that words are bound to, by the name the vocabulary gives them."""

from collections.abc import Mapping
from typing import Final

from joinedup.claims.rules import changing, comparing, parts, people, ranks, series, targets, times
from joinedup.claims.rules.outcome import Outcome, Rule, Steps

RULES: Final[Mapping[str, Rule]] = {
    **comparing.RULES,
    **times.RULES,
    **changing.RULES,
    **parts.RULES,
    **series.RULES,
    **ranks.RULES,
    **targets.RULES,
    **people.RULES,
}
"""Every test a word may be bound to."""

__all__ = ["RULES", "Outcome", "Rule", "Steps"]
