"""Residents by area, sex and single year of age at each mid-year, to add up to the plan's adults."""

import numpy as np
import numpy.typing as npt
import polars as pl

from joinedup.county.places import CITY, COUNTY, PLACES
from joinedup.county.plan import Plan

_OLDEST = 90
_ADULT = 18
_SEXES = (("male", 0.493), ("female", 0.507))
_MINORS_PER_ADULT = {COUNTY: 0.255, CITY: 0.315}


def population(plan: Plan, scale: float) -> pl.DataFrame:
    """Return rows of the POPULATION contract for both places and the county's districts, mid-2009 to mid-2025."""
    frames = []
    for place in (COUNTY, CITY):
        whole = PLACES[place]
        for year in range(plan.first_year, plan.last_year + 1):
            growth = (1 + plan.growth) ** (year - plan.year)
            adults = round(plan.adults[place] * scale * growth)
            people = _by_sex_and_age(adults, place)
            frames.append(_rows(whole.code, whole.name, "upper-tier", None, year, people))
            if len(whole.districts) > 1:
                shares = np.array([weight for _, _, weight in whole.districts])
                parts = _split(people, shares / shares.sum())
                frames += [
                    _rows(code, name, "district", whole.code, year, part)
                    for (code, name, _), part in zip(whole.districts, parts, strict=True)
                ]
    return pl.concat(frames)


def _by_sex_and_age(adults: int, place: int) -> npt.NDArray[np.int64]:
    """Return people as sexes x ages (90 stands for 90 and over); those 18 and over add up to `adults`."""
    ages = np.arange(_OLDEST + 1)
    old = np.where(ages < 55, 1.0, np.exp(-(((ages - 55) / 26.0) ** 2)))
    young_adults = 1.0 + (0.15 if place == COUNTY else 0.05) * np.exp(-(((ages - 22) / 5.0) ** 2))
    shape = old * young_adults
    shape[_OLDEST] *= 3
    adult_shape = np.where(ages >= _ADULT, shape, 0.0)
    minor_shape = np.where(ages < _ADULT, 1.0, 0.0)
    minors = round(adults * _MINORS_PER_ADULT[place])
    sexes = np.array([share for _, share in _SEXES])
    cells = _whole_numbers(np.outer(sexes, adult_shape), adults)
    return cells + _whole_numbers(np.outer(sexes[::-1], minor_shape), minors)


def _whole_numbers(weights: npt.NDArray[np.float64], total: int) -> npt.NDArray[np.int64]:
    """Return whole numbers in proportion to `weights` that add up to `total`: largest remainders, first on a tie."""
    exact = weights * (total / weights.sum())
    floor: npt.NDArray[np.int64] = np.floor(exact + 1e-9).astype(np.int64)
    order = np.argsort(-(exact - floor).ravel(), kind="stable")[: total - int(floor.sum())]
    floor.ravel()[order] += 1
    return floor


def _split(people: npt.NDArray[np.int64], shares: npt.NDArray[np.float64]) -> list[npt.NDArray[np.int64]]:
    """Return the districts' parts of each cell; they add up to it."""
    edges = np.floor(np.cumsum(shares)[:, None, None] * people + 0.5).astype(np.int64)
    edges[-1] = people
    return list(np.diff(edges, axis=0, prepend=0))


def _rows(
    code: str, name: str, kind: str, part_of: str | None, year: int, people: npt.NDArray[np.int64]
) -> pl.DataFrame:
    size = people.size
    return pl.DataFrame(
        {
            "area": [code] * size,
            "area_name": [name] * size,
            "area_kind": [kind] * size,
            "part_of": pl.Series([part_of] * size, dtype=pl.String),
            "year": [year] * size,
            "sex": np.repeat([sex for sex, _ in _SEXES], people.shape[1]),
            "age": np.tile(np.arange(people.shape[1]), people.shape[0]),
            "people": people.ravel(),
        }
    )
