"""The figures that statistical neighbours are chosen by, from what is published: whole or not held."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from joinedup.measures.population import LAST_AGE, Ages
from joinedup.measures.roll_up import total, weighted_mean

EVERYONE: Ages = (0, LAST_AGE)
YOUNG: Ages = (18, 29)
OLD: Ages = (65, LAST_AGE)
AGES: tuple[Ages, ...] = (EVERYONE, YOUNG, OLD)
"""The ages whose populations are asked for."""

Parts = Callable[[str], Sequence[str]]
"""Of which areas, of the day another table is printed for, an area is exactly made; () where of none."""


def neighbour_figures(
    codes: Iterable[str],
    *,
    people: Callable[[str, Ages], int | None],
    square_kilometres: Mapping[str, float],
    land_parts: Parts,
    scores: Mapping[str, float],
    score_parts: Parts,
) -> dict[str, dict[str, float | None]]:
    """Return by code the figures of the declared method, None where one is not held whole.

    `people` gives the population of an area (or of one of its `score_parts`) at given ages. Boundaries and deprivation
    are printed for councils of other days than the population: `land_parts` and `score_parts` say what each council is
    made of there. A council's score is the mean of its parts' weighted by people; of a single part it is its own.
    """
    found = {}
    for code in sorted(codes):
        land = total(square_kilometres, land_parts(code)).value
        found[code] = _figures(code, people, land, _score(code, people, scores, score_parts))
    return found


def _score(
    code: str, people: Callable[[str, Ages], int | None], scores: Mapping[str, float], score_parts: Parts
) -> float | None:
    parts = score_parts(code)
    if len(parts) == 1:
        return scores.get(parts[0])
    return weighted_mean(scores, {part: people(part, EVERYONE) for part in parts}, parts).value


def _figures(
    code: str, people: Callable[[str, Ages], int | None], land: float | None, score: float | None
) -> dict[str, float | None]:
    everyone, young, old = (people(code, ages) for ages in AGES)
    return {
        "people": None if everyone is None else float(everyone),
        "people-per-square-kilometre": None if everyone is None or not land else everyone / land,
        "aged-18-to-29": _share(young, everyone),
        "aged-65-and-over": _share(old, everyone),
        "deprivation": score,
    }


def _share(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else 100 * part / whole
