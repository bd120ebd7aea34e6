"""Statistical neighbours of every upper-tier authority, from the figures a warehouse holds."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import lowest_tier, made_of, upper_tier_codes
from joinedup.definitions.neighbours import neighbour_method
from joinedup.measures.neighbour_figures import AGES, neighbour_figures
from joinedup.measures.neighbours import nearest
from joinedup.measures.population import Ages, Populations
from joinedup.warehouse.store import Opened

SCORE = "imd-average-score"


def neighbours_of_all(opened: Opened) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each authority's neighbours by the declared method, nearest first.

    Empty where the warehouse lacks a figure that the method needs; an authority like no other is not among the keys.
    """
    codes = upper_tier_codes()
    land, land_on = _land(opened)
    scores, scores_on = _scores(opened)
    if land_on is None or scores_on is None:
        return {}
    score_parts = {code: lowest_tier(code, scores_on) for code in codes}
    wanted = {part for code in codes for part in (code, *score_parts[code])}
    year = _mid_year()
    population = opened.table("population").filter(lambda row: row.year == year.start.year)
    held = Populations(population, {one for each in wanted for one in made_of(each)}, AGES)
    figures = neighbour_figures(
        codes,
        people=partial(_people, held, year),
        square_kilometres=land,
        land_parts=lambda code: made_of(code, land_on),
        scores=scores,
        score_parts=lambda code: score_parts[code],
    )
    try:
        found = nearest(figures, neighbour_method())
    except Refusal:  # too few authorities have every figure: then nobody has neighbours
        return {}
    return {code: tuple(one.code for one in near) for code, near in found.nearest.items()}


def _people(held: Populations, year: Period, code: str, ages: Ages) -> int | None:
    found = [held.of(ages, part, year, years_away=0).people for part in made_of(code)]
    people = [one for one in found if one is not None]
    return sum(people) if found and len(people) == len(found) else None


def _mid_year() -> Period:
    """Return the mid-year of the method's populations, from its own words."""
    year = next(each.year for each in neighbour_method().figures if each.slug == "people")
    said = re.fullmatch(r"mid-(\d{4})", year)
    if said is None:
        raise ValueError(f"neighbours.toml: the year of 'people' must be as mid-2020, not {year!r}.")
    return Period.years(int(said[1]))


def _land(opened: Opened) -> tuple[Mapping[str, float], date | None]:
    """Return each upper-tier authority's square kilometres by its latest boundary held, and the last day of any."""
    rows = opened.table("boundary").filter(lambda row: row.area_kind == "upper-tier")
    held = rows.select("area", "on", "square_kilometres").to_pyarrow().to_pylist()
    held.sort(key=lambda row: row["on"])  # a later file may hold single-tier authorities alone
    return {row["area"]: row["square_kilometres"] for row in held}, held[-1]["on"] if held else None


def _scores(opened: Opened) -> tuple[Mapping[str, float], date | None]:
    """Return the latest deprivation scores held of lower-tier authorities, and the first day of their year."""
    rows = opened.table("published").filter(lambda row: (row.measure == SCORE) & row.value.notnull())
    held = rows.select("area", "start_on", "value").to_pyarrow().to_pylist()
    last = max((row["start_on"] for row in held), default=None)
    return {row["area"]: row["value"] for row in held if row["start_on"] == last}, last
