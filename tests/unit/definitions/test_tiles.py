from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import upper_tier_codes
from joinedup.definitions.making.tiles import lay_out, main, with_other_days
from joinedup.definitions.tiles import tiles
from joinedup.kinds.area import Tile
from support.shared import shared_file

DAYS = [date(2012, 6, 1), date(2018, 6, 1), date(2020, 6, 1), date(2021, 4, 1), date(2023, 6, 1), date(2025, 6, 1)]


@pytest.mark.parametrize("day", DAYS)
def test_every_upper_tier_council_of_a_day_has_a_square_of_its_own(day):
    held = tiles(day)
    assert set(held) == set(upper_tier_codes(day))
    assert len(set(held.values())) == len(held)


def test_squares_lie_as_the_councils_do():
    held = tiles()
    northumberland, cornwall, kent = held["E06000057"], held["E06000052"], held["E10000016"]
    assert northumberland.row < held["E06000031"].row < kent.row
    assert cornwall.column < held["E10000008"].column < kent.column
    assert held["E08000035"].row < held["E08000019"].row  # Leeds, Sheffield
    peterborough, cambridgeshire = held["E06000031"], held["E10000003"]
    assert max(abs(peterborough.row - cambridgeshire.row), abs(peterborough.column - cambridgeshire.column)) == 1


def test_a_council_takes_the_square_of_what_it_became():
    assert tiles(date(2020, 6, 1))["E10000023"] == tiles(date(2023, 6, 1))["E06000065"]
    assert tiles(date(2021, 6, 1))["E08000019"] == tiles(date(2025, 6, 1))["E08000039"]


def test_points_that_crowd_each_other_get_squares_beside_each_other_in_their_true_directions():
    points = {"a": (0.0, 52.0), "b": (0.01, 52.0), "c": (0.0, 51.99), "d": (0.01, 51.99)}
    assert lay_out(points) == {"a": (0, 0), "b": (0, 1), "c": (1, 0), "d": (1, 1)}
    assert lay_out(dict(reversed(points.items()))) == lay_out(points)


def test_councils_without_any_square_are_named():
    with pytest.raises(Refusal, match=r"No square is left for Hartlepool \(E06000001\)"):
        with_other_days({})


def test_a_tile_is_checked_when_made():
    with pytest.raises(ValueError, match="count from 0"):
        Tile(-1, 0)


def test_real_boundaries_give_the_squares_that_are_declared(tmp_path):
    out = tmp_path / "tiles.csv"
    main(shared_file("data", "geo", "ctyua_dec2023_uk_bsc.geojson.gz"), out)
    made = dict(line.split(",", 1) for line in out.read_text(encoding="utf-8").splitlines()[1:])
    for day in DAYS:
        for code, tile in tiles(day).items():
            assert made[code] == f"{tile.row},{tile.column}"
