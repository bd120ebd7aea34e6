import polars as pl
import pytest

from joinedup.county.calibrated import CALIBRATED
from joinedup.county.population import population
from joinedup.county.published import england, prevalence
from joinedup.warehouse.contracts import POPULATION, PREVALENCE, PUBLISHED


def adults(frame, **wanted):
    for column, value in wanted.items():
        frame = frame.filter(pl.col(column) == value)
    return frame.filter(pl.col("age") >= 18)["people"].sum()


def test_adults_of_mid_2021_are_in_the_ranges_that_the_published_rates_imply():
    people = population(CALIBRATED, 1.0)
    county, city = (adults(people, area=code, year=2021) for code in ("X10000001", "X06000001"))
    assert 545_514 <= county <= 547_076
    assert 162_580 <= city <= 162_689
    assert [round(100_000 * count / county) for count in (889, 1672)] == [163, 306]
    assert [round(100_000 * count / city) for count in (375, 1147)] == [231, 705]


def test_districts_add_up_to_the_county_in_every_cell():
    people = population(CALIBRATED, 0.01).filter(pl.col("area") != "X06000001")
    whole, parts = (people.filter(pl.col("part_of").is_null() == is_whole) for is_whole in (True, False))
    summed = parts.group_by("year", "sex", "age").agg(pl.col("people").sum())
    together = whole.join(summed, on=["year", "sex", "age"], suffix="_parts")
    assert len(together) == len(whole) == 17 * 2 * 91
    assert (together["people"] == together["people_parts"]).all()
    assert (parts["people"] >= 0).all()


@pytest.mark.parametrize(
    ("frame", "contract"),
    [
        (population(CALIBRATED, 0.01), POPULATION),
        (england(CALIBRATED), PUBLISHED),
        (prevalence(CALIBRATED, 1.0), PREVALENCE),
    ],
    ids=["population", "published", "prevalence"],
)
def test_tables_have_the_columns_of_their_contracts(frame, contract):
    assert tuple(frame.columns) == tuple(contract)


def test_england_has_no_figure_for_early_unplanned_exits():
    assert not any(measure.startswith("early-unplanned") for measure in england(CALIBRATED)["measure"])
