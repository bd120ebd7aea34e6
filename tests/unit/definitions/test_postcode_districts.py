import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.making.postcode_districts import main, tally


def directory(*rows):
    return [{"pcd7": postcode, "lad25cd": code} for postcode, code in rows]


def test_postcodes_are_counted_by_district_and_upper_tier_council():
    found = tally(
        ("pcd7", "lad25cd"),
        directory(
            ("PE1 1AA", "E06000031"),
            ("PE1 1AB", "E06000031"),
            ("PE281AA", "E07000011"),
            ("PE281AB", "E06000055"),
            ("CF101AA", "W06000015"),
            ("GY1 1AA", "L99999999"),
            ("ZZ9 9ZZ", ""),
        ),
    )
    assert found == {
        ("PE1", "E06000031"): 2,
        ("PE28", "E10000003"): 1,
        ("PE28", "E06000055"): 1,
        ("CF10", "W92000004"): 1,
    }


def test_a_directory_without_its_columns_or_with_an_unknown_council_is_refused():
    with pytest.raises(Refusal, match="needs a column pcd7"):
        tally(("postcode", "lad25cd"), [])
    with pytest.raises(Refusal, match="Council E06009999 of postcode PE1 1AA is not in areas"):
        tally(("pcd7", "lad25cd"), directory(("PE1 1AA", "E06009999")))


def test_the_table_is_written_sorted(tmp_path):
    source, out = tmp_path / "directory.csv", tmp_path / "out.csv"
    source.write_text("pcds,lad24cd\nPE1 1AA,E06000031\nCB1 1AA,E07000008\n", encoding="utf-8")
    main(source, out)
    assert out.read_text(encoding="utf-8") == "district,council,postcodes\nCB1,E10000003,1\nPE1,E06000031,1\n"
