"""Suppress, then difference: what a patient reader can work out from the figures shown."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.estimate import Estimate
from joinedup.definitions.catalogue import indicators, policies
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
