from datetime import date

import pytest

from joinedup.definitions.areas import areas
from joinedup.intake.national.named_areas import merged_areas, named, printed_names

PUBLISHERS = ("british-drug-dynamics", "british-drug-dynamics-hospital", "ndtms", "police")
ON = date(2020, 4, 1)


def test_every_merged_area_is_made_of_councils_that_are_held():
    for merged in merged_areas().values():
        assert merged.code.startswith("merged-")
        assert merged.source
        assert all(areas()[code].kind == "upper-tier" for code in merged.parts), merged.code


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_every_printed_name_means_a_merged_area_or_an_area_with_a_code(publisher):
    for name, code in printed_names(publisher).items():
        is_known = code in merged_areas() or code in areas() or code[:3] in ("E12", "E23", "W15")
        assert is_known or code in ("border-force", "british-transport-police"), name


def test_durham_of_the_police_is_a_force_and_durham_of_ndtms_the_county():
    assert named("Durham", areas(), publisher="police", on=ON)[0] == "E23000008"
    assert named("Durham", areas(), publisher="ndtms", on=ON) == ("E06000047", "County Durham")
    assert named("Durham", areas(), publisher="british-drug-dynamics", on=ON) is None


def test_a_name_is_the_council_of_the_day_and_nothing_is_guessed():
    assert named("Northamptonshire", areas(), publisher="ndtms", on=date(2020, 4, 1))[0] == "E10000021"
    assert named("Northamptonshire", areas(), publisher="ndtms", on=date(2022, 4, 1)) is None
    assert named("Peterboro", areas(), publisher="ndtms", on=ON) is None
    assert named("Cambridge", areas(), publisher="ndtms", on=ON) is None  # a district
