"""The people behind the journeys: initials, date of birth and sex that nobody shares unless it is planted."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from joinedup.county.days import Days
from joinedup.county.draw import Bools, Ints, between, deal, pick
from joinedup.county.journeys import Journeys
from joinedup.county.places import ALCOHOL, BOTH, OPIATE, OTHER_DRUG, YOUNG
from joinedup.county.plan import Plan
from joinedup.kinds.parameters import CodeList

FIRST = "AABCDDEEGHIJJJKKLLMMMNOPRRSSSTVWYZ"
LAST = "ABBBCCCDDEFGGHHHJKLMMMNOPPRRSSSTTWWWYZ"
AGES = {OPIATE: (42, 9), BOTH: (36, 10), OTHER_DRUG: (32, 10), ALCOHOL: (46, 13)}
_ADULT_DAYS, _OLDEST_DAYS = 18 * 366, 84 * 365

_ETHNICITY = {"white": 0.91, "mixed": 0.025, "asian": 0.025, "black": 0.02, "other": 0.01, "": 0.01}
_ORIENTATION = {
    "heterosexual": 0.90, "gay or lesbian": 0.03, "bisexual": 0.025, "not sure": 0.01, "other": 0.005, "": 0.03,
}  # fmt: skip
_NATIONS = (("GBR", 0.88), ("POL", 0.03), ("LTU", 0.03), ("PRT", 0.02), ("IRL", 0.02), ("ROU", 0.02))


def draw_people(
    rng: np.random.Generator, table: Journeys, plan: Plan, code_lists: Mapping[str, CodeList]
) -> tuple[pl.DataFrame, Ints]:
    """Return the people, one row each, and each journey's row among them.

    Columns: initials, sex (code), birth (day number), ethnicity, nationality, orientation (codes), first (row of the
    first journey).
    """
    first, person = np.unique(table.person, return_inverse=True)
    group, place = table.group[first], table.place[first]
    is_woman = _women(rng, plan, group, place)
    birth = table.start[first] - _age_days(rng, group, table.at_young[first])
    initials = np.char.add(pick_letters(rng, FIRST, len(first)), pick_letters(rng, LAST, len(first)))
    _part(rng, initials, birth, is_woman)
    male, female = code_lists["sex"].codes_of("male")[0], code_lists["sex"].codes_of("female")[0]
    people = pl.DataFrame(
        {
            "initials": initials,
            "sex": np.where(is_woman, female, male),
            "birth": birth,
            "ethnicity": grouped_codes(rng, code_lists["ethnicity"], _ETHNICITY, len(first)),
            "nationality": rng.choice(
                [code for code, _ in _NATIONS], size=len(first), p=[share for _, share in _NATIONS]
            ),
            "orientation": grouped_codes(rng, code_lists["sexual-orientation"], _ORIENTATION, len(first)),
            "first": first,
        }
    )
    return people, person


def pick_letters(rng: np.random.Generator, letters: str, size: int) -> np.ndarray:
    """Return single letters, as common as they stand in `letters`."""
    return rng.choice(np.array(list(letters)), size=size)


def grouped_codes(rng: np.random.Generator, code_list: CodeList, shares: Mapping[str, float], size: int) -> np.ndarray:
    """Return codes whose reporting groups have `shares` ("" stands for codes that count as not recorded)."""
    total = sum(shares.values())
    group = rng.choice(len(shares), size=size, p=[share / total for share in shares.values()])
    return codes_for(rng, code_list, tuple(shares), group)


def codes_for(rng: np.random.Generator, code_list: CodeList, groups: tuple[str, ...], category: Ints) -> np.ndarray:
    """Return one code for each row's category, a place in `groups`."""
    chosen = np.full(len(category), "", dtype="<U4")
    for place, group in enumerate(groups):
        rows = np.flatnonzero(category == place)
        codes = code_list.codes_of(group) if group else tuple(c.code for c in code_list.codes if c.group is None)
        chosen[rows] = pick(rng, codes, len(rows))
    return chosen


def _women(rng: np.random.Generator, plan: Plan, group: Ints, place: Ints) -> Bools:
    families = sorted(plan.answers)
    row_of = {key: row for row, key in enumerate(families)}
    stratum = np.array([row_of[(int(p), family_of(int(g)))] for p, g in zip(place, group, strict=True)], dtype=np.int64)
    shares = np.array([[1 - plan.answers[key].women, plan.answers[key].women] for key in families])
    is_woman: Bools = deal(rng, stratum, shares, is_exact=False) == 1
    return is_woman


def family_of(group: int) -> str:
    """Return the family, drug, alcohol or young, whose shares of answers a group follows."""
    return {ALCOHOL: "alcohol", YOUNG: "young"}.get(group, "drug")


def _age_days(rng: np.random.Generator, group: Ints, at_young: Bools) -> Days:
    size = len(group)
    days = between(rng, 13 * 366, 16 * 365, size)
    for adults, (mean, spread) in AGES.items():
        rows = np.flatnonzero(group == adults)
        drawn = rng.normal(mean, spread, len(rows)) * 365.25
        # An age below 18 is drawn again, evenly among young adults, so that nobody piles up on a birthday.
        drawn = np.where(drawn < _ADULT_DAYS, rng.uniform(18.5, 30, len(rows)) * 365.25, drawn)
        days[rows] = np.minimum(drawn, _OLDEST_DAYS).astype(np.int64)
    days[at_young & (group != YOUNG)] = between(rng, 18 * 366, 19 * 366, int((at_young & (group != YOUNG)).sum()))
    return days


def _part(rng: np.random.Generator, initials: np.ndarray, birth: Days, is_woman: Bools) -> None:
    """Move births by a few days until no two people share initials, date of birth and sex."""
    letters = np.unique(initials, return_inverse=True)[1]
    while True:
        key = (letters * 2 + is_woman) * 100_000 + birth + 50_000
        _, first = np.unique(key, return_index=True)
        doubles = np.setdiff1d(np.arange(len(key)), first)
        if len(doubles) == 0:
            return
        # Earlier only: an adult stays an adult. Young people's births move by so little that they stay under 18.
        birth[doubles] -= between(rng, 1, 60, len(doubles))
