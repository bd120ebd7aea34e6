import pytest

from joinedup.core.refusal import Refusal

FILE = "authority_codes.csv"


def test_former_authorities_lie_whole_in_what_they_became(miniature, read, rows):
    table = read(miniature(FILE)).tables["lookup"]
    [durham] = rows(table, part="20UE")
    assert (durham["part_name"], durham["part_kind"]) == ("Durham", "authority-2003")
    assert (durham["whole"], durham["whole_name"], durham["whole_kind"]) == ("E06000047", "County Durham", "upper-tier")
    assert (durham["share"], durham["on"].isoformat()) == (1.0, "2010-01-01")
    assert len(rows(table, part="00EJ")) == 1  # two rows of the file say the same of 2009


def test_authorities_lie_in_regions_and_welsh_ones_in_none(miniature, read, rows):
    table = read(miniature(FILE)).tables["lookup"]
    [region] = rows(table, part="E06000031")
    assert (region["whole"], region["whole_kind"]) == ("E12000006", "region")
    assert rows(table, part="W06000015") == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("LAD10CD", "LAD11CD", "missing: LAD10CD; not expected: LAD11CD"),
        ("20UB", "20ub", "row 2, column 'LA03_CODE': found '20ub'; allowed is two digits and two letters"),
        ("E06000031", "E06-31", "found 'E06-31'; allowed is an ONS area code"),
        ("E06000031", "E05000031", "found 'E05000031'; allowed is a code that starts with one of E06"),
        ("North East", "Nord Est", "found 'Nord Est'; allowed is one of North East"),
        ("East of England,00JA", ",00JA", "found an empty cell; allowed is the name of a region"),
        (
            "20UE,Durham,00EJ,County Durham,E06000047",
            "20UB,Durham,00EJ,County Durham,E06000031",
            "each area lies in one",
        ),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(FILE, (old, new)))
    assert sentence in str(refused.value)
