from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas, find, upper_tier_codes

BEFORE_DORSET = date(2018, 6, 1)
AFTER_CUMBRIA = date(2023, 4, 1)
AFTER_BARNSLEY = date(2025, 4, 1)


def refused(asked, **more):
    with pytest.raises(Refusal) as said:
        find(asked, **more)
    return str(said.value)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Hull", "E06000010"),
        ("hull city council", "E06000010"),
        ("Peterborough City Council", "E06000031"),
        ("Cambridgeshire County Council", "E10000003"),
        ("London Borough of Camden", "E09000007"),
        ("The Royal Borough of Kensington & Chelsea", "E09000020"),
        ("City of York Council", "E06000014"),
        ("Sandwell Metropolitan Borough Council", "E08000028"),
        ("City of London", "E09000001"),
        ("Notts", "E10000024"),
        ("Durham County Council", "E06000047"),
        ("Shepway", "E07000112"),
        ("E23000008", "E23000008"),
    ],
)
def test_an_area_is_found_by_title_short_and_former_name(asked, code):
    assert find(asked).code == code


def test_a_council_is_meant_where_a_police_force_has_its_name_too():
    assert find("Cambridgeshire").code == "E10000003"
    assert find("Cambridgeshire", kind="police-force").code == "E23000023"
    assert find("London", kind="region").code == "E12000007"
    assert find("Cambridgeshire and Peterborough", kind="integrated-care-board").code == "E54000056"


def test_durham_is_a_county_by_another_name_and_a_police_force_by_its_own_so_it_is_asked_which():
    said = refused("Durham")
    assert "names more than one area" in said
    assert "County Durham (E06000047, upper-tier); Durham (E23000008, police-force)" in said
    assert find("Durham", kind="upper-tier").code == "E06000047"
    assert find("Durham", kind="police-force").code == "E23000008"
    assert find("County Durham").code == "E06000047"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "Northamptonshire",
            "1 April 2021; what it was is now in North Northamptonshire (E06000061, upper-tier); West",
        ),
        ("Bournemouth", "(E06000028) has not been a council since 1 April 2019"),
        ("Christchurch Borough Council", "Bournemouth, Christchurch and Poole (E06000058, upper-tier). Ask for that"),
        ("Corby", "North Northamptonshire (E06000061, upper-tier)"),
        ("Cheshire", "1 April 2009; what it was is now in Cheshire East (E06000049, upper-tier); Cheshire West"),
        ("Macclesfield", "Cheshire East (E06000049, upper-tier). Ask for that"),
        ("Taunton Deane", "Somerset West and Taunton (E07000246, district)"),
        ("Avon", "Bristol, City of (E06000023, upper-tier); North Somerset"),
    ],
)
def test_a_council_that_is_no_more_is_answered_with_what_became_of_it(asked, said):
    assert said in refused(asked)


def test_what_became_of_a_council_is_followed_to_the_day_asked_about():
    assert "Somerset (E06000066, upper-tier)" in refused("Taunton Deane", on=AFTER_CUMBRIA)
    said = refused("Cumbria", on=AFTER_CUMBRIA)
    assert "Cumberland (E06000063, upper-tier); Westmorland and Furness (E06000064, upper-tier)" in said


def test_a_council_younger_than_the_figures_is_answered_with_what_it_lay_in():
    said = refused("Cumberland")
    assert "Cumberland (E06000063) began on 1 April 2023" in said
    assert "when it lay in Cumbria (E10000006, upper-tier)" in said
    assert find("Cumberland", on=AFTER_CUMBRIA).code == "E06000063"


def test_a_recoded_council_keeps_its_name():
    assert find("Barnsley").code == "E08000016"
    assert find("Barnsley", on=AFTER_BARNSLEY).code == "E08000038"
    assert find("Northumberland").code == "E06000057"


@pytest.mark.parametrize(
    ("asked", "code"),
    [("PE1", "E06000031"), ("pe1 1aa", "E06000031"), ("PE11AA", "E06000031"), (" dh1 ", "E06000047")],
)
def test_a_postcode_whose_district_lies_in_one_council_finds_it(asked, code):
    assert find(asked).code == code


def test_a_postcode_district_in_several_councils_names_them_all_the_largest_first():
    said = refused("PE28 4XX")
    assert "postcode district PE28 lies in more than one council" in said
    assert "Cambridgeshire (E10000003, 99% of its postcodes); Bedford (E06000055, 1% of its postcodes)" in said
    assert "North Northamptonshire (E06000061, under 1% of its postcodes)" in said


def test_a_postcode_finds_the_councils_of_the_day_asked_about():
    assert find("CA1").code == "E10000006"
    assert find("CA1", on=AFTER_CUMBRIA).code == "E06000063"
    assert find("S70").code == "E08000016"
    assert find("BH12", on=AFTER_CUMBRIA).code == "E06000058"
    assert "Dorset (E10000009, share not held)" in refused("BH12", on=BEFORE_DORSET)


def test_a_postcode_outside_england_says_where_it_is():
    assert "CF10 is in Wales; only English councils are held" in refused("CF10 1AA")
    assert "Wales" in refused("CH4")


def test_a_name_of_no_council_says_what_else_has_it():
    said = refused("Thames Valley")
    assert "No council is called 'Thames Valley', but Thames Valley (E23000029, police-force) is." in said
    assert "Sussex (E23000033, police-force)" in refused("Sussex")
    assert "it is not of the kind upper-tier" in refused("E23000008", kind="upper-tier")


def test_every_upper_tier_council_of_any_day_is_found_by_its_own_name():
    for day in (BEFORE_DORSET, date(2021, 4, 1), AFTER_CUMBRIA, AFTER_BARNSLEY):
        for code in upper_tier_codes(on=day):
            assert find(areas()[code].name, on=day).code == code
            assert find(areas()[code].name, on=day, kind="upper-tier").code == code


def test_every_council_that_ended_and_every_one_to_come_gets_an_answer():
    for area in areas().values():
        if area.is_council and not area.exists_on(date(2021, 4, 1)) and area.name not in _still_used():
            said = refused(area.name)
            assert "has not been a council since" in said or "began on" in said


def _still_used():
    return {area.name for area in areas().values() if area.is_council and area.exists_on(date(2021, 4, 1))}
