"""Words for where a place stands among others: highest, lowest, among the highest fifth."""

from collections.abc import Callable, Mapping
from typing import Final

from joinedup.claims.case import Case, Standing
from joinedup.claims.rules.outcome import Outcome, Rule, Steps

FEWEST_PLACES: Final = 3


def _about_standing(test: Callable[[Standing], bool]) -> Rule:
    def rule(case: Case, _: Steps) -> Outcome:
        standing = case.standing
        if standing is None:
            return Outcome(False, "it is not set among other places")
        if standing.of < FEWEST_PLACES:
            return Outcome(False, f"there are {standing.of} places, and ranks need {FEWEST_PLACES} or more")
        return Outcome(
            test(standing), f"it may stand anywhere from {standing.first} to {standing.last} of {standing.of}"
        )

    return rule


RULES: Final[Mapping[str, Rule]] = {
    "highest": _about_standing(lambda at: at.last == 1),
    "lowest": _about_standing(lambda at: at.first == at.of),
    "highest-fifth": _about_standing(lambda at: at.last <= at.fifth),
    "lowest-fifth": _about_standing(lambda at: at.first > at.of - at.fifth and at.fifth > 0),
    "stands": _about_standing(lambda at: at.first <= at.last),
}
