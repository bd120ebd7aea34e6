"""What each journey's person answers: dealt out so that shares hold among those whose answer is known."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from joinedup.county.days import year_of
from joinedup.county.draw import Bools, Ints, deal, pick
from joinedup.county.journeys import Journeys
from joinedup.county.people import codes_for, family_of
from joinedup.county.places import GROUPS, PLACES
from joinedup.county.plan import Answers, Plan
from joinedup.kinds.parameters import CodeList

_QUESTIONS = (
    ("referral", "referral-source"),
    ("housing", "accommodation-need"),
    ("employment", "employment"),
    ("parental_status", "parental-status"),
)


PHARMACOLOGICAL = (0.94, 0.08, 0.05, 0.18, 0.0)
"""The chance of a prescribing intervention, by group."""


class Asking:
    """Deals out answers by place, family and year of start."""

    def __init__(self, rng: np.random.Generator, table: Journeys, plan: Plan) -> None:
        self.rng, self.is_exact = rng, plan.is_exact
        keys = sorted(plan.answers)
        by_kind = [
            keys.index((place, family_of(group))) for place in range(len(PLACES)) for group in range(len(GROUPS))
        ]
        family = np.array(by_kind)[table.place * len(GROUPS) + table.group]
        years = year_of(table.start)
        self.kinds: list[Answers] = [plan.answers[key] for key in keys]
        self.cell, self.stratum = np.unique(family * 10_000 + years, return_inverse=True)
        self.family_of_cell = self.cell // 10_000

    def deal(self, shares: Mapping[int, tuple[float, ...]], rows: Ints | None = None) -> Ints:
        """Return a category for each of `rows` (all): `shares` by family number."""
        table = np.array([_whole(shares[int(family)]) for family in self.family_of_cell])
        strata = self.stratum if rows is None else self.stratum[rows]
        return deal(self.rng, strata, table, is_exact=self.is_exact)

    def yes(self, name: str, rows: Ints) -> Bools:
        """Return for each of `rows` whether it is among the share that the plan's answer `name` gives."""
        shares = {n: (1 - getattr(kind, name), getattr(kind, name)) for n, kind in enumerate(self.kinds)}
        said_yes: Bools = self.deal(shares, rows) == 1
        return said_yes

    def groups(self, name: str) -> tuple[str, ...]:
        """Return every reporting group that any family's shares for `name` mention."""
        return tuple(sorted({group for kind in self.kinds for group in getattr(kind, name)}))

    def one_of(self, name: str, rows: Ints) -> Ints:
        """Return for each of `rows` a place in `groups(name)`."""
        groups = self.groups(name)
        shares = {
            n: tuple(getattr(kind, name).get(group, 0.0) for group in groups) for n, kind in enumerate(self.kinds)
        }
        return self.deal(shares, rows)


def _whole(shares: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(share / sum(shares) for share in shares)


def ask(
    rng: np.random.Generator, table: Journeys, drugs: pl.DataFrame, plan: Plan, code_lists: Mapping[str, CodeList]
) -> pl.DataFrame:
    """Return one row a journey with codes as text ("" not recorded) and the flags that later steps read."""
    asking = Asking(rng, table, plan)
    everyone = np.arange(len(table))
    columns: dict[str, np.ndarray] = {}
    for name, slug in _QUESTIONS:
        known = np.flatnonzero(asking.yes("known", everyone))
        groups = asking.groups(name)
        category = np.full(len(table), -1)
        category[known] = asking.one_of(name, known)
        columns[name] = codes_for(rng, code_lists[slug], groups, category)
        if name == "housing":
            columns["housing_now"] = codes_for(rng, code_lists["housing"], groups, category)
    columns |= _disability(rng, asking, everyone, code_lists["disability"])
    columns |= _mental_health(rng, asking, everyone, code_lists)
    columns["injecting"] = _injecting(rng, asking, table, drugs, code_lists["injecting"])
    columns["waits_long"] = asking.yes("over_three_weeks", everyone)
    columns["pharmacological"] = rng.random(len(table)) < np.array(PHARMACOLOGICAL)[table.group]
    columns["psychosocial"] = asking.yes("psychosocial", everyone)
    columns["abstinent"] = asking.yes("abstinent_at_exit", everyone)
    return pl.DataFrame(columns)


def _disability(rng: np.random.Generator, asking: Asking, everyone: Ints, codes: CodeList) -> dict[str, np.ndarray]:
    has = asking.yes("disability", everyone)
    known = asking.yes("known", everyone)
    first = np.where(has, pick(rng, codes.codes_of("any"), len(has)), codes.codes_of("none")[0])
    return {"disability": np.where(known, first, "")}


def _mental_health(
    rng: np.random.Generator, asking: Asking, everyone: Ints, code_lists: Mapping[str, CodeList]
) -> dict[str, np.ndarray]:
    known = np.flatnonzero(asking.yes("known", everyone))
    need = np.full(len(everyone), -1)
    need[known] = asking.yes("mental_health_need", known)
    yes, no = (code_lists["mental-health-need"].codes_of(word)[0] for word in ("yes", "no"))
    in_need = np.flatnonzero(need == 1)
    category = np.full(len(everyone), -1)
    category[in_need] = asking.one_of("mental_health_treatment", in_need)
    treatment = codes_for(
        rng, code_lists["mental-health-treatment"], asking.groups("mental_health_treatment"), category
    )
    return {"need": np.choose(need + 1, ["", no, yes]), "need_treatment": treatment}


def _injecting(
    rng: np.random.Generator, asking: Asking, table: Journeys, drugs: pl.DataFrame, codes: CodeList
) -> np.ndarray:
    """People who use opiates or crack are asked; others have never injected."""
    may = drugs["has_opiate"].to_numpy() | drugs["has_crack"].to_numpy()
    known = np.flatnonzero(asking.yes("known", np.arange(len(table))))
    asked = known[may[known] & ~table.at_young[known]]
    groups = asking.groups("injecting")
    category = np.full(len(table), -1)
    category[known] = groups.index("never")
    category[asked] = asking.one_of("injecting", asked)
    return codes_for(rng, codes, groups, category)
