"""Statistical neighbours of every council from the real published files, where this machine has them."""

from datetime import date

import ibis
import pytest

from joinedup.core.period import Period
from joinedup.definitions.areas import areas, figures_are_for, find, lowest_tier, made_of, upper_tier_codes
from joinedup.definitions.neighbours import neighbour_method
from joinedup.intake.national import recognise
from joinedup.measures.neighbour_figures import AGES, neighbour_figures
from joinedup.measures.neighbours import nearest
from joinedup.measures.population import Populations
from support.shared import shared_file

LATER = date(2024, 5, 1)
"""Boundaries and deprivation are printed for the councils of this day."""


def tables(*parts):
    path = shared_file("data", *parts)
    return recognise(path).read(path, areas()).tables


@pytest.fixture(scope="module")
def figures():
    population = ibis.memtable(tables("uk", "nomis_population_la_single_year_of_age.csv.gz")["population"])
    boundaries = tables("geo", "ctyua_dec2023_uk_bsc.geojson.gz")["boundary"].to_pylist()
    published = tables("uk", "imd2025_england_ltla24.csv")["published"].to_pylist()
    now = {part for code in upper_tier_codes() for part in (code, *lowest_tier(code, LATER))}
    held = Populations(population, now | {part for code in now for part in made_of(code)}, AGES)

    def people(code, ages):
        found = [held.of(ages, part, Period.years(2020), years_away=0).people for part in made_of(code)]
        return sum(found) if found and None not in found else None

    return neighbour_figures(
        upper_tier_codes(),
        people=people,
        square_kilometres={row["area"]: row["square_kilometres"] for row in boundaries},
        land_parts=lambda code: made_of(code, LATER),
        scores={row["area"]: row["value"] for row in published if row["measure"] == "imd-average-score"},
        score_parts=lambda code: lowest_tier(code, LATER),
    )


def test_every_council_has_every_figure_and_those_typed_from_the_files_are_right(figures):
    assert figures_are_for() == date(2021, 4, 1)
    assert not [code for code, held in figures.items() if None in held.values()]
    assert figures["E06000031"]["people"] == 202_626
    assert figures["E06000031"]["deprivation"] == 27.799
    assert figures["E10000003"]["people"] == 657_204
    assert figures["E06000031"]["people-per-square-kilometre"] == pytest.approx(202_626 / 344.36, rel=1e-4)


def test_councils_known_to_be_alike_are_neighbours_and_those_like_no_other_have_none(figures):
    found = nearest(figures, neighbour_method())
    assert find("Oxfordshire").code in [each.code for each in found.of("E10000003")[:3]]
    assert find("Northumberland").code in [each.code for each in found.of("E10000006")[:3]]
    assert all(areas()[each.code].kind == "upper-tier" for each in found.of("E06000031"))
    assert set(found.left_out) == {find("Isles of Scilly").code, find("City of London").code}
