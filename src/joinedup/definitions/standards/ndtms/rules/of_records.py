"""Rules asked of the records packed beside an episode: each has an id of its own."""

from ibis import _

from joinedup.definitions.standards.ndtms.rules.sources import SUMS
from joinedup.intake.flat_file import CHILD_ID
from joinedup.kinds.check_rule import CheckRule, Severity

WORDS = {
    "intervention": "an intervention",
    "sub_intervention_review": "a sub-intervention review",
    "time_in_treatment": "a time in treatment record",
    "outcomes_profile": "an outcomes profile",
    "client_information_review": "a client information review",
}
_NUMBERS = {"intervention": (9, 83), "sub_intervention_review": (35, 37), "outcomes_profile": (6,)}


def _child_rules(level: str, header: str) -> tuple[CheckRule, CheckRule]:
    slug, words = level.replace("_", "-"), WORDS[level]
    record = words.split(" ", 1)[1]
    return (
        CheckRule(
            code=f"{slug}-id-missing",
            severity=Severity.SET_ASIDE,
            level="row",
            fields=(header,),
            title=f"items of {words} are filled and it has no id",
            why="without one we cannot tell a second record from the same one repeated.",
            mend=f"fill {header}; the episode itself is loaded.",
            source=SUMS,
            numbers=_NUMBERS.get(level, ()),
            is_arithmetic=True,
            offends=(_.consent == "Y") & _[header.lower()].isnull() & _[f"{level}_filled"],
            offending={"consent": "Y", header.lower(): None, f"{level}_filled": True},
            sound={"consent": "Y", header.lower(): None, f"{level}_filled": False},
        ),
        CheckRule(
            code=f"{slug}-id-used-twice",
            severity=Severity.SET_ASIDE,
            level=level,
            fields=(header,),
            title=f"one {record} id stands twice in an episode with different items; we cannot tell which is right",
            why="to choose one would be to guess.",
            mend=f"give each {record} an id of its own; the episode itself is loaded.",
            source=SUMS,
            is_arithmetic=True,
            offends=_.disagrees,
            offending={"disagrees": True},
            sound={"disagrees": False},
        ),
    )


RULES: tuple[CheckRule, ...] = tuple(rule for level, header in CHILD_ID.items() for rule in _child_rules(level, header))
