import json
import math

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.national.recognise import matching
from joinedup.intake.national.shapes import is_inside, point_inside, square_kilometres, touching
from support.shared import shared_file

SHAPES = {
    "geo_boundaries_upper_tier.geojson": "ons-boundaries-upper-tier",
    "geo_boundaries_authorities.geojson": "ons-boundaries-authorities",
    "geo_boundaries_boards.geojson": "ons-boundaries-integrated-care-boards",
    "geo_boundaries_regions.geojson": "ons-boundaries-regions",
}
UNIT = [[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]]


def held(read, path):
    return {row["area"]: row for row in read(path).tables["boundary"].to_pylist()}


@pytest.mark.parametrize(("name", "slug"), SHAPES.items())
def test_boundaries_are_told_by_their_code_by_one_reader_alone(name, slug, miniature, tmp_path):
    assert [reader.slug for reader in matching(miniature(name))] == [slug]
    other = tmp_path / "download.json"
    other.write_bytes(miniature(name).read_bytes())
    assert [reader.slug for reader in matching(other)] == [slug]


def test_areas_that_share_an_edge_touch_and_those_that_share_a_corner_do_not(miniature, read):
    rows = held(read, miniature("geo_boundaries_upper_tier.geojson"))
    assert rows["E10000003"]["touches"] == "E06000031 E10000020"
    assert rows["E06000031"]["touches"] == "E10000003"  # Norfolk meets it in one corner
    assert rows["E06000046"]["touches"] == ""
    assert rows["E10000003"]["area_kind"] == "upper-tier"


def test_a_hole_is_taken_out_and_what_fills_it_touches(miniature, read):
    rows = held(read, miniature("geo_boundaries_authorities.geojson"))
    assert rows["E07000008"]["touches"] == "E07000012"
    outer, hole = rows["E07000012"]["square_kilometres"], rows["E07000008"]["square_kilometres"]
    assert outer / hole == pytest.approx(8, rel=0.003)
    assert rows["E07000008"]["area_kind"] == "district"
    assert rows["E06000031"]["area_kind"] == "upper-tier"


def test_the_printed_point_is_kept_where_it_is_inside_and_another_found_where_not(miniature, read):
    rows = held(read, miniature("geo_boundaries_upper_tier.geojson"))
    assert (rows["E06000031"]["longitude"], rows["E06000031"]["latitude"]) == (0.05, 52.05)
    assert (rows["E10000003"]["longitude"], rows["E10000003"]["latitude"]) == (0.15, 52.05)


def test_the_area_is_that_on_the_ellipsoid():
    # GeographicLib's polygon of a degree at the equator, whose edges are geodesics: 12,308.778 square kilometres
    assert square_kilometres([UNIT]) == pytest.approx(12308.778, rel=3e-5)
    whole = [[(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0)]]
    assert square_kilometres([whole]) == pytest.approx(510_065_621.724, rel=1e-9)


def test_a_point_is_found_inside_a_shape_that_bends_round():
    bent = [
        [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (3.0, 4.0), (3.0, 1.0), (1.0, 1.0), (1.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    ]
    assert not is_inside((2.0, 2.0), [bent])
    assert is_inside(point_inside((2.0, 2.0), [bent]), [bent])
    assert is_inside(point_inside(None, [bent]), [bent])


def test_shapes_that_share_no_edge_do_not_touch():
    far = [[(x + 5, y) for x, y in UNIT[0]]]
    assert touching({"a": [UNIT], "b": [far]}) == {"a": (), "b": ()}


def named(number, **properties):
    return lambda held: held["features"][number]["properties"].update(properties)


def shaped(number, **geometry):
    return lambda held: held["features"][number]["geometry"].update(geometry)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda held: held.update(features=[]), "holds no list of features"),
        (lambda held: held["crs"]["properties"].update(name="EPSG:27700"), "is in EPSG:27700; allowed are degrees"),
        (named(1, CTYUA23CD="E06000031"), "feature 2: found Cambridgeshire (E06000031) again"),
        (named(1, CTYUA23CD="Cambs"), "feature 2: found code 'Cambs'"),
        (named(1, CTYUA23NM=" "), "allowed is an ONS area code and its name"),
        (shaped(2, type="Point"), "feature 3: found a shape of the type 'Point'"),
        (lambda held: held["features"][2]["geometry"]["coordinates"][0].pop(), "feature 3: a ring does not close"),
        (shaped(0, coordinates=[[[540000, 300000]] * 5]), "its coordinates are not degrees"),
        (shaped(0, coordinates=[["x"]]), "not pairs of numbers"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(change, sentence, miniature, read, tmp_path):
    [reader] = matching(miniature("geo_boundaries_upper_tier.geojson"))
    content = json.loads(miniature("geo_boundaries_upper_tier.geojson").read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "boundaries.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        reader.read(path, {})
    assert sentence in str(refused.value)


def test_a_file_cut_short_is_refused(miniature, tmp_path):
    path = tmp_path / "boundaries.geojson"
    path.write_bytes(miniature("geo_boundaries_upper_tier.geojson").read_bytes()[:-40])
    [reader] = matching(path)
    with pytest.raises(Refusal, match="is not JSON"):
        reader.read(path, {})


def test_next_years_boundaries_are_read_with_their_year(miniature, read, tmp_path):
    path = tmp_path / "b.geojson"
    text = miniature("geo_boundaries_regions.geojson").read_text(encoding="utf-8").replace("RGN23", "RGN25")
    path.write_text(text, encoding="utf-8")
    assert read(path).sender == "ons-boundaries-regions-2025"


# The real files. Square kilometres beside those of ONS's standard area measurements (general knowledge): boundaries are
# generalised, so a small council may be some percent off and England is half a percent off at most.


@pytest.mark.parametrize(
    ("name", "count", "areas", "touches"),
    [
        (
            "ctyua_dec2023_uk_bsc.geojson.gz",
            218,
            {"E06000031": 343.4, "E10000003": 3046, "E06000017": 381.8, "E12000001": None},
            ("E06000031", "E06000061 E10000003 E10000019"),
        ),
        (
            "lad_may2024_uk_bsc.geojson.gz",
            361,
            {"E07000010": 546.5, "E09000007": 21.8},
            ("E09000001", "E09000007 E09000012 E09000019 E09000030 E09000033"),
        ),
        ("icb_apr2023_en_bsc.geojson.gz", 42, {}, ("E54000008", None)),
        ("regions_dec2023_en_buc.geojson", 9, {"E12000009": 23837}, ("E12000009", "E12000005 E12000008")),
    ],
)
def test_real_boundaries(name, count, areas, touches, read):
    rows = held(read, shared_file("data", "geo", name))
    assert len(rows) == count
    for code, wanted in areas.items():
        if wanted is not None:
            assert rows[code]["square_kilometres"] == pytest.approx(wanted, rel=0.04)
    if touches[1] is not None:
        assert rows[touches[0]]["touches"] == touches[1]
    england = math.fsum(row["square_kilometres"] for code, row in rows.items() if code.startswith("E"))
    assert england == pytest.approx(130_310, rel=0.005)
    for code, row in rows.items():
        assert all(code in rows[other]["touches"].split() for other in row["touches"].split())


def test_real_points_are_those_printed(read):
    rows = held(read, shared_file("data", "geo", "ctyua_dec2023_uk_bsc.geojson.gz"))
    assert (rows["E06000001"]["longitude"], rows["E06000001"]["latitude"]) == (-1.27018, 54.67614)
    rows = held(read, shared_file("data", "geo", "lad_may2024_uk_bsc.geojson.gz"))
    assert (rows["E06000001"]["longitude"], rows["E06000001"]["latitude"]) == (-1.27017, 54.6761)
    rows = held(read, shared_file("data", "geo", "icb_apr2023_en_bsc.geojson.gz"))
    assert (rows["E54000008"]["longitude"], rows["E54000008"]["latitude"]) == (-2.38572, 53.32473)
