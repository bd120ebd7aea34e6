import csv
import gzip
import json
from collections import Counter, defaultdict
from datetime import date

import pytest

from joinedup.definitions.areas import (
    areas,
    became,
    councils_of,
    districts_of,
    lay_in,
    made_of,
    successions,
    upper_tier_codes,
    within,
)
from joinedup.kinds.area import Succession, Within
from support.shared import shared_file

IN_2018, IN_2020, IN_2021, IN_2024 = date(2018, 6, 1), date(2020, 6, 1), date(2021, 6, 1), date(2024, 6, 1)


def test_what_became_of_an_area_is_followed_step_by_step():
    assert became("E07000190", on=IN_2021) == ("E07000246",)
    assert became("E07000190", on=IN_2024) == ("E06000066",)
    assert became("E10000009", on=IN_2021) == ("E06000058", "E06000059")
    assert became("E06000031", on=IN_2024) == ("E06000031",)
    assert became("E06000063", on=IN_2021) == ()


def test_what_a_younger_area_lay_in_keeps_its_kind():
    assert lay_in("E06000063", on=IN_2021) == ("E10000006",)
    assert lay_in("E06000058", on=IN_2018) == ("E06000028", "E06000029", "E10000009")
    assert lay_in("E06000066", on=IN_2018) == ("E10000027",)
    assert lay_in("E08000039", on=IN_2021) == ("E08000019",)


@pytest.mark.parametrize(
    ("code", "day", "parts"),
    [
        ("E06000063", IN_2021, ("E07000026", "E07000028", "E07000029")),
        ("E06000064", IN_2021, ("E07000027", "E07000030", "E07000031")),
        ("E06000065", IN_2021, ("E10000023",)),
        ("E06000058", IN_2018, ("E06000028", "E06000029", "E07000048")),
        ("E06000060", IN_2018, ("E10000002",)),
        ("E07000246", IN_2018, ("E07000190", "E07000191")),
        ("E10000006", IN_2024, ("E06000063", "E06000064")),
        ("E10000021", IN_2024, ("E06000061", "E06000062")),
        ("E08000038", IN_2021, ("E08000016",)),
        ("E06000031", IN_2021, ("E06000031",)),
    ],
)
def test_an_area_is_made_of_areas_of_another_day_only_where_they_are_exactly_it(code, day, parts):
    assert made_of(code, on=day) == parts


def test_where_parts_of_another_day_are_more_or_less_than_the_area_there_are_none():
    assert made_of("E10000009", on=IN_2021) == ()  # Christchurch went to a council that is more than it
    assert made_of("E07000150", on=IN_2021) == ()  # Corby is a part of North Northamptonshire
    assert made_of("E06000029", on=IN_2021) == ()


def test_the_ends_of_councils_and_the_successions_agree():
    held = areas()
    ended = {area.code for area in held.values() if area.valid_to}
    assert {each.former for each in successions() if each.former} == ended
    for each in successions():
        assert each.former is None or held[each.former].valid_to == each.on
        assert held[each.became].valid_from in (each.on, None)
    begun = {area.code for area in held.values() if area.valid_from}
    assert begun <= {each.became for each in successions()}


def test_every_council_to_day_and_since_2009_is_made_of_something_or_was_split():
    for code in upper_tier_codes(on=IN_2024):
        assert made_of(code, on=IN_2020), areas()[code].name


def test_districts_are_those_of_the_day():
    assert len(districts_of("E10000029")) == 5
    assert len(districts_of("E10000029", on=IN_2018)) == 7
    assert districts_of("E10000002") == ("E07000004", "E07000005", "E07000006", "E07000007")
    assert len(districts_of("E10000009", on=IN_2021)) == 6


def test_every_upper_tier_council_of_any_day_lies_in_one_region_and_one_police_force_area():
    for day in (IN_2018, IN_2020, IN_2021, IN_2024, date(2025, 6, 1)):
        for code in upper_tier_codes(on=day):
            for kind in ("region", "police-force"):
                [link] = within(code, kind)
                assert link.share == 1
                assert areas()[link.whole].kind == kind


def test_a_council_in_several_nhs_areas_names_them_all_the_largest_first():
    assert [(link.whole, link.share) for link in within("E10000006", "integrated-care-board")] == [
        ("E54000050", 0.6489),
        ("E54000048", 0.3511),
    ]
    assert [link.whole for link in within("E06000031", "integrated-care-board")] == ["E54000056"]
    for code in upper_tier_codes():
        assert sum(link.share for link in within(code, "integrated-care-board")) == pytest.approx(1, abs=0.0002)


def test_declared_changes_are_checked_when_made():
    with pytest.raises(ValueError, match="cannot succeed itself"):
        Succession("E1", "One", "E1", IN_2018, True, True, "", "s", "found")
    with pytest.raises(ValueError, match="a share must be over 0"):
        Within("E1", "E2", "region", 0.0, "s", "found")


def test_shares_of_a_postcode_district_make_one_and_stand_for_every_council():
    held = councils_of("PE9")
    assert [each.name for each in held] == ["Lincolnshire", "Rutland", "Peterborough", "North Northamptonshire"]
    assert sum(each.share for each in held) == pytest.approx(1)
    assert held[0].share == pytest.approx(926 / (926 + 210 + 116 + 74))


# What is declared agrees with the published files, where this machine has them.


def rows(*parts):
    content = shared_file(*parts).read_bytes()
    text = (gzip.decompress(content) if parts[-1].endswith(".gz") else content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_real_small_areas_of_councils_that_changed_in_2023_are_those_of_what_they_are_made_of():
    before, after = defaultdict(set), defaultdict(set)
    for row in rows("data", "geo", "lookup_lsoa11_lsoa21_ltla22.csv.gz"):
        before[row["ltla22_code"]].add(row["lsoa21_code"])
    for row in rows("data", "geo", "lookup_lsoa21_ward24_ltla24.csv.gz"):
        after[row["ltla24_code"]].add(row["lsoa21_code"])
    for county in ("E10000006", "E10000023", "E10000027"):
        for code in districts_of(county):
            before[county] |= before[code]
    for code in ("E06000063", "E06000064", "E06000065", "E06000066"):
        parts = [before[part] for part in made_of(code, on=date(2022, 6, 1))]
        assert set().union(*parts) == after[code]
        assert sum(map(len, parts)) == len(after[code])


def test_real_regions_police_forces_and_nhs_areas_are_as_declared():
    county = {}
    for row in rows("data", "geo", "fingertips_areas_hierarchy.csv"):
        children = [child for child in row["Children"].split("|") if child]
        if row["AreaTypeCode"] == "counties-and-unitary-authorities":
            county |= dict.fromkeys(children, row["AreaCode"])
        if row["AreaTypeCode"] == "regions":
            assert all(within(child, "region")[0].whole == row["AreaCode"] for child in children)
    for row in rows("data", "geo", "lookup_ltla24_csp24_pfa24.csv.gz"):
        code = county.get(row["ltla24_code"], row["ltla24_code"])
        if code.startswith("E"):
            assert within(code, "police-force")[0].whole == row["pfa24_code"]
    council = {
        row["lsoa21_code"]: county.get(row["ltla24_code"], row["ltla24_code"])
        for row in rows("data", "geo", "lookup_lsoa21_ward24_ltla24.csv.gz")
    }
    small = defaultdict(Counter)
    for row in rows("data", "geo", "lookup_lsoa21_icb24.csv.gz"):
        small[council[row["lsoa21_code"]]][row["icb24_code"]] += 1
    assert len(small) == 153
    for code, boards in small.items():
        declared = {link.whole: link.share for link in within(code, "integrated-care-board")}
        assert declared == pytest.approx({board: n / boards.total() for board, n in boards.items()}, abs=0.00005)


def test_real_names_and_codes_of_regions_and_boards_are_as_declared():
    regions = json.loads(shared_file("data", "geo", "regions_dec2023_en_buc.geojson").read_text(encoding="utf-8"))
    for feature in regions["features"]:
        assert areas()[feature["properties"]["RGN23CD"]].name == feature["properties"]["RGN23NM"]
    for row in rows("data", "geo", "lookup_lsoa21_icb24.csv.gz"):
        assert areas()[row["icb24_code"]].name == row["icb24_name"]
