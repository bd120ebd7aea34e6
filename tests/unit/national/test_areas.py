from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.definitions.areas import areas, districts_of, find, pick, places, upper_tier_codes
from joinedup.kinds.area import Area

BEFORE_NORTHAMPTONSHIRE = date(2021, 3, 31)
AFTER_CUMBRIA = date(2023, 4, 1)


def test_every_english_authority_of_2020_is_there_with_its_districts():
    codes = upper_tier_codes(on=BEFORE_NORTHAMPTONSHIRE)
    assert len(codes) == 151
    districts = [
        area for area in areas().values() if area.kind == "district" and area.exists_on(BEFORE_NORTHAMPTONSHIRE)
    ]
    assert len(districts) == 188
    assert {area.part_of for area in districts} <= set(codes)
    assert districts_of("E10000003") == ("E07000008", "E07000009", "E07000010", "E07000011", "E07000012")
    assert districts_of("E06000031") == ()


def test_councils_that_changed_are_dated_and_their_dates_are_marked_as_general_knowledge():
    assert "E10000021" in upper_tier_codes(on=BEFORE_NORTHAMPTONSHIRE)
    after = upper_tier_codes()
    assert "E10000021" not in after
    assert {"E06000061", "E06000062"} <= set(after)
    assert {"E10000006", "E10000023", "E10000027"}.isdisjoint(upper_tier_codes(on=AFTER_CUMBRIA))
    dated = [area for area in areas().values() if area.valid_from or area.valid_to]
    assert {area.status for area in dated} == {SourceStatus.KNOWLEDGE}


def test_pick_depends_on_the_seed_alone_and_gives_different_councils():
    assert pick(20261121, 3) == pick(20261121, 3) == ("E08000026", "E09000017", "E08000012")
    assert pick(1, 3) != pick(2, 3)
    assert sorted(pick(5, len(upper_tier_codes()))) == list(upper_tier_codes())
    assert pick(7, 5)[:3] == pick(7, 3)


def test_pick_refuses_more_councils_than_there_are():
    with pytest.raises(Refusal, match="ask for 1 to 152"):
        pick(1, 153)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Peterborough", "E06000031"),
        ("  cambridgeshire ", "E10000003"),
        ("E10000003", "E10000003"),
        ("e06000031", "E06000031"),
        ("Bristol", "E06000023"),
        ("Bristol, City of", "E06000023"),
        ("St Helens", "E08000013"),
        ("King’s Lynn and West Norfolk", "E07000146"),
        ("Brighton & Hove", "E06000043"),
        ("Somerset", "E10000027"),
        ("England", "E92000001"),
    ],
)
def test_an_area_is_found_by_code_or_full_name(asked, code):
    assert find(asked) == places()[code]


def test_a_name_means_the_council_of_the_day():
    assert find("Somerset", on=AFTER_CUMBRIA).code == "E06000066"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Durham", "County Durham (E06000047, upper-tier)"),
        ("Peterboro", "Peterborough (E06000031, upper-tier)"),
        ("Northamptonshire", "North Northamptonshire (E06000061, upper-tier)"),
        ("Newcastle", "Newcastle upon Tyne (E08000021, upper-tier)"),
        ("Sussex", "East Sussex (E10000011, upper-tier)"),
        ("Atlantis", "Give an English council's full name"),
        ("X99", "Give an English council's full name"),
    ],
)
def test_a_doubtful_name_is_never_guessed_but_answered_with_what_is_close(asked, said):
    with pytest.raises(Refusal) as refused:
        find(asked)
    assert f"'{asked}'" in str(refused.value)
    assert said in str(refused.value)


def test_an_area_is_checked_the_moment_it_is_made():
    with pytest.raises(ValueError, match="must say which area it is part of"):
        Area("E07000001", "Somewhere", "district", None, None, None, "s", SourceStatus.FOUND)
    with pytest.raises(ValueError, match="is not one of"):
        Area("E07000001", "Somewhere", "parish", None, None, None, "s", SourceStatus.FOUND)
    with pytest.raises(ValueError, match="ends before it begins"):
        Area("E1", "S", "upper-tier", None, AFTER_CUMBRIA, BEFORE_NORTHAMPTONSHIRE, "s", SourceStatus.FOUND)
