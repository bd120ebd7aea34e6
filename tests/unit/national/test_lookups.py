from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.national.recognise import matching
from support.shared import shared_file

SHAPES = {
    "geo_small_areas.csv": "ons-small-areas-2011-to-2021",
    "geo_small_areas_boards.csv": "ons-small-areas-to-integrated-care-boards",
    "geo_small_areas_wards.csv": "ons-small-areas-to-wards",
    "geo_authorities.csv": "ons-lower-to-upper-tier-authorities",
    "geo_police.csv": "ons-authorities-to-police-forces",
    "geo_trusts.csv": "nhs-trusts-to-integrated-care-boards",
    "geo_fingertips_areas.csv": "fingertips-areas",
}


def links(read, path):
    table = read(path).tables["lookup"]
    return {(row["part_kind"], row["part"], row["whole_kind"], row["whole"]): row for row in table.to_pylist()}


@pytest.mark.parametrize(("name", "slug"), SHAPES.items())
def test_a_look_up_is_told_by_its_columns_by_one_reader_alone(name, slug, miniature):
    assert [reader.slug for reader in matching(miniature(name))] == [slug]


def test_each_look_up_has_a_sender_of_its_own_with_its_year(miniature, read):
    senders = [read(miniature(name)).sender for name in SHAPES]
    assert len(set(senders)) == len(SHAPES)
    assert "ons-small-areas-to-wards-2024" in senders
    assert {read(miniature(name)).feed for name in SHAPES} == {"lookup"}


def test_a_small_area_that_was_cut_lies_in_no_newer_one_whole_and_one_that_was_joined_does(miniature, read):
    held = links(read, miniature("geo_small_areas.csv"))
    assert held["small-area-2011", "E01018002", "small-area-2021", "E01035003"]["share"] == 1.0
    assert held["small-area-2011", "E01015598", "small-area-2021", "E01035001"]["share"] is None
    assert held["small-area-2011", "E01015598", "upper-tier", "E06000031"]["share"] == 1.0
    assert held["small-area-2011", "E01008187", "upper-tier", "E06000057"]["share"] is None
    assert held["small-area-2021", "E01035003", "district", "E07000010"]["part_name"] == "Fenland 001E"
    assert {row["on"] for row in held.values()} == {date(2022, 1, 1)}
    notes = read(miniature("geo_small_areas.csv")).notes
    assert "Of the kind small-area-2011, 2 lie in more than one small-area-2021; the shares are not printed." in notes


def test_names_survive(miniature, read):
    held = links(read, miniature("geo_small_areas.csv"))
    assert held["small-area-2021", "W01000001", "upper-tier", "W06000001"]["part_name"] == "Ynys Môn 001A"


def test_small_areas_lie_in_sub_boards_and_boards_and_wards_in_councils(miniature, read):
    held = links(read, miniature("geo_small_areas_boards.csv"))
    assert ("sub-integrated-care-board", "E38000260", "integrated-care-board", "E54000056") in held
    assert len(held) == 3 + 3 + 2
    held = links(read, miniature("geo_small_areas_wards.csv"))
    assert held["ward", "E05010001", "upper-tier", "E06000031"]["share"] == 1.0
    assert held["small-area-2021", "E01035003", "ward", "E05010002"]["whole_name"] == "Wisbech North"


def test_a_council_with_two_partnerships_lies_in_neither_whole_but_in_one_police_force(miniature, read):
    held = links(read, miniature("geo_police.csv"))
    assert held["upper-tier", "E06000058", "community-safety-partnership", "E22000063"]["share"] is None
    assert held["upper-tier", "E06000058", "police-force", "E23000039"]["share"] == 1.0
    assert held["district", "E07000010", "police-force", "E23000023"]["whole_name"] == "Cambridgeshire"


def test_shares_of_patients_are_as_printed(miniature, read):
    held = links(read, miniature("geo_trusts.csv"))
    row = held["nhs-trust", "RGN", "integrated-care-board", "E54000056"]
    assert (row["share"], row["part_name"]) == (0.875, None)
    assert row["whole_name"] == "NHS Cambridgeshire and Peterborough Integrated Care Board"


def test_the_tree_of_areas_is_dated_by_its_councils(miniature, read):
    held = links(read, miniature("geo_fingertips_areas.csv"))
    assert held["district", "E07000010", "upper-tier", "E10000003"]["share"] == 1.0
    assert held["upper-tier", "E06000031", "region", "E12000006"]["whole_name"] == "East of England"
    assert held["general-practice", "D81001", "primary-care-network", "U00001"]["on"] == date(2023, 4, 1)
    assert "does not say for which day" in read(miniature("geo_fingertips_areas.csv")).notes[0]


def test_next_years_look_up_is_read_with_its_year_and_sender(changed, read):
    path = changed("geo_police.csv", *[(f"{level}24_{what}", f"{level}25_{what}") for level, what in LEVELS])
    assert read(path).sender == "ons-authorities-to-police-forces-2025"
    assert {row["on"] for row in links(read, path).values()} == {date(2025, 1, 1)}


LEVELS = [(level, what) for level in ("ltla", "csp", "pfa") for what in ("code", "name")]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("geo_police.csv", '"csp24_code"', '"csp24_id"', "allowed are ltlaYY_code, cspYY_code, pfaYY_code"),
        ("geo_police.csv", '"E07000010"', '"Fenland"', "row 3, column 'ltla24_code': found 'Fenland'"),
        ("geo_authorities.csv", '"E07000008"', '"E07000010"', "found 'Cambridge'; allowed is the name E07000010 had"),
        ("geo_small_areas_wards.csv", '"E01035001"', '"E01015597"', "allowed is the name E01015597 had above"),
        ("geo_small_areas_boards.csv", '"icb24_code_nhs"', '"note"', "row 1: found note; allowed are lsoa21_code"),
        ("geo_trusts.csv", "0.125", "0.25", "the shares of RGN do not add up to 1"),
        ("geo_trusts.csv", "0.125", "some", "row 3, column 'proportion_trust_came_from_icb': found 'some'"),
        ("geo_trusts.csv", "icb22_code", "icb23_code", "allowed are nhs_trustYY_code"),
        ("geo_trusts.csv", '"RGT"', '"RGN"', "found RGN in E54000056 again"),
        ("geo_fingertips_areas.csv", "U00001,E38", "U00009,E38", "column 'Children': found 'U00009'"),
        ("geo_fingertips_areas.csv", ",gps", ",surgeries", "column 'AreaTypeCode': found 'surgeries'"),
        ("geo_fingertips_areas.csv", '"",E06000065', '"",E06000031', "found E06000031 again (first in row 7)"),
        ("geo_fingertips_areas.csv", ",Level,Hier", ",Depth,Hier", "not expected: Depth"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(name, old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(name, (old, new)))
    assert sentence in str(refused.value)


def test_councils_that_never_stood_together_are_refused(changed, read):
    craven = ('"",E06000031,Peterborough', '"",E07000163,Craven'), ("E06000031|E10000003", "E07000163|E10000003")
    with pytest.raises(Refusal, match="never stood together: Craven ended by 2023-04-01"):
        read(changed("geo_fingertips_areas.csv", *craven))


def test_an_area_twice_is_refused(changed, read):
    line = '"Halton 001A","E01012392"'
    path = changed("geo_small_areas_boards.csv", (line, '"Peterborough 001A","E01015597"'))
    with pytest.raises(Refusal, match=r"row 4: found E01015597 again \(first in row 2\)"):
        read(path)


# The real files, each with figures typed from its rows.


def real(read, name):
    return links(read, shared_file("data", "geo", name))


def test_real_small_areas(read):
    held = real(read, "lookup_lsoa11_lsoa21_ltla22.csv.gz")
    assert held["small-area-2011", "E01011949", "small-area-2021", "E01011949"]["part_name"] == "Hartlepool 009A"
    assert held["small-area-2011", "W01001303", "small-area-2021", "W01001961"]["share"] == 1.0
    assert held["small-area-2021", "W01001961", "upper-tier", "W06000024"]["whole_name"] == "Merthyr Tydfil"
    assert sum(key[0] == "small-area-2021" for key in held) == 35_672


def test_real_wards_boards_and_authorities(read):
    held = real(read, "lookup_lsoa21_ward24_ltla24.csv.gz")
    assert held["small-area-2021", "E01012049", "ward", "E05009861"]["whole_name"] == "Ladgate"
    assert held["ward", "E05009862", "upper-tier", "E06000002"]["part_name"] == "Linthorpe"
    assert held["ward", "W05001626", "upper-tier", "W06000024"]["part_name"] == "Vaynor"
    held = real(read, "lookup_lsoa21_icb24.csv.gz")
    assert held["small-area-2021", "E01012392", "integrated-care-board", "E54000008"]["part_name"] == "Halton 001A"
    assert held["small-area-2021", "E01033180", "sub-integrated-care-board", "E38000260"]["share"] == 1.0
    assert (
        held["small-area-2021", "E01033177", "integrated-care-board", "E54000056"]["part_name"] == "Peterborough 023D"
    )
    held = real(read, "lookup_ltla20_utla20.csv.gz")
    assert held["upper-tier", "E06000001", "upper-tier", "E06000001"]["part_name"] == "Hartlepool"
    assert held["upper-tier", "E09000019", "upper-tier", "E09000019"]["whole_name"] == "Islington"
    assert len(held) == 336


def test_real_police_trusts_and_tree(read):
    held = real(read, "lookup_ltla24_csp24_pfa24.csv.gz")
    assert held["district", "E07000136", "police-force", "E23000020"]["whole_name"] == "Lincolnshire"
    assert held["upper-tier", "W06000024", "community-safety-partnership", "W14000023"]["whole_name"] == "Cwm Taf"
    assert held["upper-tier", "E06000058", "community-safety-partnership", "E22000067"]["share"] is None
    held = real(read, "lookup_nhs_trusts22_icb22.csv.gz")
    assert held["nhs-trust", "R0A", "integrated-care-board", "E54000008"]["share"] == 0.0427871354631491
    assert held["nhs-trust", "R0A", "integrated-care-board", "E54000011"]["share"] == 0.000132643739588216
    assert held["nhs-trust", "RYR", "integrated-care-board", "E54000053"]["share"] == 0.977057863294431
    held = real(read, "fingertips_areas_hierarchy.csv")
    assert held["district", "E07000008", "upper-tier", "E10000003"]["part_name"] == "Cambridge"
    assert held["upper-tier", "E06000064", "region", "E12000002"]["on"] == date(2023, 4, 1)
    assert held["general-practice", "D82017", "primary-care-network", "U00000"]["whole_name"] == "West Norwich PCN"
