"""Which substances each journey cites, so that its group comes out as planned."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from joinedup.county.draw import Ints, deal, pick
from joinedup.county.journeys import Journeys
from joinedup.county.places import ALCOHOL, BOTH, OPIATE, OTHER_DRUG, YOUNG
from joinedup.county.plan import Plan
from joinedup.kinds.parameters import CodeList

OTHERS = ("cocaine", "cannabis", "crack", "non-opiate")
OTHER_SHARES = (0.38, 0.36, 0.10, 0.16)


def cite_drugs(rng: np.random.Generator, table: Journeys, plan: Plan, codes: CodeList) -> pl.DataFrame:
    """Return one row a journey: drug1, drug2, drug3 (codes, "" none) and which kinds they are (has_*)."""
    size = len(table)
    groups = codes.groups
    alcohol = codes.codes_of("alcohol")[0]
    cited = np.full((size, 3), "", dtype="<U4")

    opiate = np.flatnonzero(table.group == OPIATE)
    cited[opiate, 0] = pick(rng, codes.codes_of("opiate"), len(opiate))
    second = deal(rng, np.zeros(len(opiate), dtype=np.int64), np.array([[0.48, 0.12, 0.15, 0.25]]), is_exact=False)
    for place, name in enumerate(("crack", "alcohol", "non-opiate")):
        rows = opiate[second == place]
        cited[rows, 1] = pick(rng, codes.codes_of(name), len(rows))

    for group in (BOTH, OTHER_DRUG):
        rows = np.flatnonzero(table.group == group)
        kind = rng.choice(len(OTHERS), size=len(rows), p=OTHER_SHARES)
        for place, name in enumerate(OTHERS):
            of_kind = rows[kind == place]
            cited[of_kind, 0] = pick(rng, codes.codes_of(name), len(of_kind))
        if group == BOTH:
            cited[rows, 1] = alcohol
            swapped = rows[rng.random(len(rows)) < 0.4]
            cited[swapped, :2] = cited[swapped, 1::-1]
    cited[table.group == ALCOHOL, 0] = alcohol
    _young(rng, table, plan, codes, cited)

    kinds = np.array([[groups.get(code, "") for code in row] for row in cited.tolist()])
    columns = {f"drug{place + 1}": cited[:, place] for place in range(3)}
    flags = {
        f"has_{name}": np.any(np.equal(kinds, name), axis=1)
        for name in ("opiate", "crack", "cocaine", "cannabis", "alcohol")
    }
    any_other = np.any(np.isin(kinds, ("crack", "cocaine", "cannabis", "non-opiate")), axis=1)
    return pl.DataFrame(columns | flags | {"group": _group(flags, any_other)})


def _young(rng: np.random.Generator, table: Journeys, plan: Plan, codes: CodeList, cited: np.ndarray) -> None:
    """Young people cite cannabis, alcohol, or both, in the shares of their place; the rest cite something else."""
    for place in np.unique(table.place[table.group == YOUNG]):
        rows = np.flatnonzero((table.group == YOUNG) & (table.place == place))
        answers = plan.answers[(int(place), "young")]
        cannabis = rng.random(len(rows)) < answers.cannabis_cited
        alcohol = rng.random(len(rows)) < answers.alcohol_cited
        other = pick(rng, codes.codes_of("cocaine", "non-opiate"), len(rows))
        cited[rows, 0] = np.where(cannabis, codes.codes_of("cannabis")[0], other)
        only = alcohol & ~cannabis
        cited[rows, 0] = np.where(only, codes.codes_of("alcohol")[0], cited[rows, 0])
        cited[rows, 1] = np.where(alcohol & cannabis, codes.codes_of("alcohol")[0], "")


def _group(flags: Mapping[str, np.ndarray], any_other: np.ndarray) -> Ints:
    """Return the substance group by the order of decision: opiate, both, other drug, alcohol."""
    return np.where(
        flags["has_opiate"],
        OPIATE,
        np.where(any_other & flags["has_alcohol"], BOTH, np.where(any_other, OTHER_DRUG, ALCOHOL)),
    )
