"""Suppress, then difference: what a patient reader can work out from the figures shown."""

from fractions import Fraction
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.estimate import Estimate
from joinedup.definitions.catalogue import indicators, policies
from joinedup.measures.expressions import who
from joinedup.measures.within import is_within
from joinedup.release.protection import Relation, hidden_figures
from joinedup.release.release import release
from support.figures import count, share

FLOOR = 5
SMALL = st.integers(min_value=0, max_value=30)


def possible(total: int, parts: list[int | None], wanted: int) -> set[int]:
    """Return every value that part `wanted` can have, given a shown total and the shown parts."""
    rest = total - sum(part for part in parts if part is not None)
    unseen = [position for position, part in enumerate(parts) if part is None]
    if wanted not in unseen:
        return {parts[wanted] or 0}
    return {rest} if len(unseen) == 1 else set(range(rest + 1))


@settings(max_examples=150)
@given(st.lists(SMALL, min_size=2, max_size=6))
def test_a_hidden_part_of_a_shown_total_could_be_any_small_number(people: list[int]) -> None:
    cells = {"all": sum(people)} | {f"part {number}": value for number, value in enumerate(people)}
    relation = Relation("all", tuple(cell for cell in cells if cell != "all"))
    small = [cell for cell, value in cells.items() if value < FLOOR]

    hidden = hidden_figures(cells, [frozenset([cell]) for cell in cells], [relation], small, FLOOR)

    shown = [None if position in hidden else value for position, value in enumerate(cells.values())]
    assert all(value is None or value >= FLOOR for value in shown)
    if shown[0] is not None:
        for part in range(len(people)):
            if shown[part + 1] is None:
                assert set(range(FLOOR)) <= possible(shown[0], shown[1:], part)


@settings(max_examples=50)
@given(opiate=SMALL, only=SMALL, both=SMALL, alcohol=SMALL, women=st.integers(0, 30))
def test_no_group_in_treatment_can_be_worked_out(opiate: int, only: int, both: int, alcohol: int, women: int) -> None:
    """Totals, groups, a share and an unmet need of the same people, all released together."""
    drug = opiate + only + both
    truth = {"opiate": opiate, "only": only, "both": both, "alcohol": alcohol}
    estimates = [
        count("adults-in-treatment", drug + alcohol),
        count("adults-in-drug-treatment", drug),
        count("adults-in-alcohol-treatment", alcohol),
        count("adults-in-treatment-for-opiates", opiate),
        count("adults-in-treatment-for-non-opiates-only", only),
        count("adults-in-treatment-for-non-opiates-and-alcohol", both),
        Estimate("unmet-alcohol-need", *_where(), value=1.0, numerator=float(alcohol + both), denominator=100.0),
    ]
    if drug:
        estimates.append(share("opiate-share-of-drug-treatment", opiate, drug))
    if alcohol:
        estimates.append(share("women-share-alcohol", min(women, alcohol), alcohol))

    figures = release(estimates, indicators(), policies()["whole-council"])

    sums = {
        "adults-in-treatment": ("opiate", "only", "both", "alcohol"),
        "adults-in-drug-treatment": ("opiate", "only", "both"),
        "adults-in-alcohol-treatment": ("alcohol",),
        "adults-in-treatment-for-opiates": ("opiate",),
        "adults-in-treatment-for-non-opiates-only": ("only",),
        "adults-in-treatment-for-non-opiates-and-alcohol": ("both",),
        "unmet-alcohol-need": ("alcohol", "both"),
        "opiate-share-of-drug-treatment": ("opiate",),
    }
    told = []
    for figure in figures:
        if figure.is_visible and figure.indicator in sums:
            told.append(sums[figure.indicator])
        if figure.is_visible and figure.indicator == "opiate-share-of-drug-treatment":
            told.append(("opiate", "only", "both"))
        if figure.is_visible and figure.indicator == "women-share-alcohol":
            told.append(("alcohol",))
    for group, value in truth.items():
        if value < FLOOR:
            assert not _follows(group, told, list(truth))


KINDS = {
    "opiate": "treated for opiates",
    "opiate, completed": "treated for opiates, completed, came back within six months",
    "opiate, stayed away": "treated for opiates, completed, did not come back",
    "crack": "treated for non-opiates, crack among them",
    "other": "treated for non-opiates, no crack among them",
    "alcohol": "treated for alcohol only",
    "alcohol, inpatient": "treated for alcohol only, with a stay in inpatient detoxification",
    "again": "nobody more: a second journey for opiates of somebody here, completed in the year",
}
OPIATE = ("opiate", "opiate, completed", "opiate, stayed away")
DRUG, ALCOHOL = (*OPIATE, "crack", "other"), ("alcohol", "alcohol, inpatient")
COUNTED = {
    "adults-in-treatment": (*DRUG, *ALCOHOL),
    "adults-in-drug-treatment": DRUG,
    "adults-in-treatment-for-opiates": OPIATE,
    "adults-in-alcohol-treatment": ALCOHOL,
    "inpatient-alcohol": ALCOHOL[1:],
    "unmet-opiate-and-crack-need": (*OPIATE, "crack"),
    "opiate-completion-of-all": OPIATE[1:],
    "opiate-completion-without-return": OPIATE[2:],
    "opiate-completion-of-exits": (*OPIATE[1:], "again"),
}
AMONG = {"opiate-completion-of-all": OPIATE, "opiate-completion-without-return": OPIATE}
AMONG |= {"opiate-completion-of-exits": (*OPIATE[1:], "again", "left")}
MANY = st.one_of(st.integers(0, 12), st.integers(20, 60))


@settings(max_examples=60)
@given(st.fixed_dictionaries(dict.fromkeys((*KINDS, "left"), MANY)), st.data())
def test_nobody_left_over_between_nested_counts_can_be_worked_out(people: dict[str, int], data: st.DataObject) -> None:
    """Those whom one count holds and another within it does not: by taking away, and by all that adds up."""
    asked = data.draw(st.sets(st.sampled_from(sorted(COUNTED)), min_size=2))
    size = {kinds: sum(people[kind] for kind in kinds) for kinds in {*COUNTED.values(), *AMONG.values()}}
    estimates = [_estimate(slug, size) for slug in sorted(asked) if slug not in AMONG or size[AMONG[slug]]]

    figures = release(estimates, indicators(), policies()["whole-council"])

    seen = [one.indicator for one in figures if one.is_visible]
    told = [COUNTED[slug] for slug in seen] + [AMONG[slug] for slug in seen if slug in AMONG]
    for wide, narrow in permutations(told, 2):
        assert not set(narrow) < set(wide) or size[wide] - size[narrow] >= FLOOR
    left_over = [
        tuple(kind for kind in COUNTED[wide] if kind not in COUNTED[narrow])
        for wide, narrow in permutations(sorted(asked), 2)
        if set(COUNTED[narrow]) < set(COUNTED[wide])
    ]
    for few in left_over:
        if sum(people[kind] for kind in few) < FLOOR:
            assert not _adds_up_to(few, told)


def test_what_lies_within_what_is_known_of_every_nested_pair() -> None:
    """The attack above knows what the counts mean; so must what hides."""
    counted = {slug: who(indicators()[slug]).counted for slug in COUNTED}
    for wide, narrow in permutations(COUNTED, 2):
        assert is_within(counted[narrow], counted[wide]) == (set(COUNTED[narrow]) <= set(COUNTED[wide]))


def _estimate(slug: str, size: dict[tuple[str, ...], int]) -> Estimate:
    if slug in AMONG:
        return share(slug, size[COUNTED[slug]], size[AMONG[slug]])
    if indicators()[slug].of:
        return Estimate(slug, *_where(), value=1.0, numerator=float(size[COUNTED[slug]]), denominator=900.0)
    return count(slug, size[COUNTED[slug]])


def _adds_up_to(wanted: tuple[str, ...], told: list[tuple[str, ...]]) -> bool:
    """Return whether any sum of told counts, each so many times, is the number of these alone."""
    kinds = [*KINDS, "left"]
    rows = [[Fraction(kind in one) for kind in kinds] for one in dict.fromkeys(told)]
    return _rank(rows) == _rank([*rows, [Fraction(kind in wanted) for kind in kinds]])


def _rank(rows: list[list[Fraction]]) -> int:
    left, rank = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for row in left[rank + 1 :]:
            times = row[column] / pivot[column]
            row[:] = [one - times * other for one, other in zip(row, pivot, strict=True)]
        rank += 1
    return rank


def _where() -> tuple[object, ...]:
    drawn = count("adults-in-treatment", 1)
    return (drawn.place, drawn.period)


def _follows(group: str, told: list[tuple[str, ...]], groups: list[str]) -> bool:
    """Return whether some combination of the told sums, each added or taken away, is this group alone."""
    wanted = [Fraction(name == group) for name in groups]
    rows = [[Fraction(name in row) for name in groups] for row in dict.fromkeys(told)]
    return any(
        [
            sum(times * row[column] for times, row in zip(combination, rows, strict=True))
            for column in range(len(groups))
        ]
        == wanted
        for combination in product((-1, 0, 1), repeat=len(rows))
    )
