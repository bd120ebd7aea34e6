import csv
from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.intake.national import recognise
from joinedup.kinds.area import Area

FILE = "population_by_age.csv"


def cells(path, code, year):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["code"], row["year"]) == (code, str(year)):
                return row
    raise AssertionError(f"no row for {code} {year}")


def test_each_age_of_each_area_and_year_is_one_row(miniature, read, rows):
    table = read(miniature(FILE)).tables["population"]
    printed = cells(miniature(FILE), "E06000031", 2020)
    [thirty] = rows(table, area="E06000031", year=2020, age=30)
    assert thirty["people"] == int(printed["Age 30"])
    assert (thirty["area_name"], thirty["area_kind"], thirty["part_of"], thirty["sex"]) == (
        "Peterborough",
        "upper-tier",
        None,
        "all",
    )
    [oldest] = rows(table, area="E06000031", year=2020, age=90)
    assert oldest["people"] == int(printed["Aged 90+"])
    assert table.num_rows == 7 * 21 * 91


def test_a_district_says_which_county_it_lies_in(miniature, read, rows):
    table = read(miniature(FILE)).tables["population"]
    [row] = rows(table, area="E07000010", year=2020, age=0)
    assert (row["area_kind"], row["part_of"]) == ("district", "E10000003")
    districts = {row["area"] for row in rows(table, part_of="E10000003")}
    assert districts == {f"E070000{n:02d}" for n in range(8, 13)}


def test_a_dash_is_not_published_and_never_nought(miniature, read, rows):
    table = read(miniature(FILE)).tables["population"]
    ages = {row["age"]: row["people"] for row in rows(table, area="E06000031", year=2000)}
    assert [age for age, people in ages.items() if people is None] == [85, 86, 87, 88, 89, 90]
    assert 0 not in ages.values()


def test_names_survive(miniature, read, rows):
    table = read(miniature(FILE)).tables["population"]
    assert rows(table, area="W06000001", year=2020, age=0)[0]["area_name"] == "Isle of Anglesey / Ynys Môn"


def test_a_missing_district_leaves_a_gap_that_no_county_total_can_pass_over(changed, read, rows):
    path = changed(FILE)
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("Fenland")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    national = read(path)
    fenland = rows(national.tables["population"], area="E07000010")
    assert len(fenland) == 21 * 91
    assert {row["people"] for row in fenland} == {None}
    assert national.notes == ("Fenland (E07000010) is not in the file, so its county has no total.",)


def test_an_area_without_a_row_for_one_year_has_that_year_without_numbers(changed, read, rows):
    path = changed(FILE)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(x for x in lines if not x.startswith("Peterborough,E06000031,2015")), encoding="utf-8")
    national = read(path)
    assert {row["people"] for row in rows(national.tables["population"], area="E06000031", year=2015)} == {None}
    assert national.notes == ("Peterborough (E06000031) has no row for 2015, so there is no total for that year.",)


def test_england_is_added_up_only_where_every_part_of_it_is_there(miniature, rows):
    path = miniature(FILE)
    districts = {"E06000031": "Peterborough"} | {f"E070000{n:02d}": "a district" for n in range(8, 13)}
    began = {"E06000031": date(2000, 1, 1)}
    whole = {
        code: Area(code, name, "upper-tier", "E92000001", began.get(code), None, "invented", SourceStatus.LOCAL)
        for code, name in districts.items()
    }
    table = recognise(path).read(path, whole).tables["population"]
    parts = [row["people"] for row in rows(table, year=2020, age=40) if row["area"] in districts]
    [england] = rows(table, area="E92000001", year=2020, age=40)
    assert (england["people"], england["area_kind"], england["part_of"]) == (sum(parts), "country", None)
    assert rows(table, area="E92000001", year=2000, age=85)[0]["people"] is None
    partial = whole | {
        "E06000099": Area("E06000099", "Elsewhere", "upper-tier", None, None, None, "invented", SourceStatus.LOCAL)
    }
    assert rows(recognise(path).read(path, partial).tables["population"], area="E92000001") == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",Age 89,Aged 90+", ",Age 89+,Aged 91+", "missing: Age 89, Aged 90+; not expected: Age 89+, Aged 91+"),
        ("Age 44,", "Age forty-four,", "missing: Age 44; not expected: Age forty-four"),
        ("Age 44,Age 45,", "Age 45,Age 44,", "the columns are not in the order we know"),
        ("Fenland,E07000010,2001,", "Fenland,E07000010,2001a,", "column 'year': found '2001a'"),
        (
            "Fenland,E07000010,2001,",
            "Fenland,E07000010,2000,",
            "found Fenland (E07000010) for 2000 again (first in row 5)",
        ),
        ("Fenland,E07000010,2001,", "Fenland,E07999999,2001,", "column 'code': found 'E07999999'"),
        ("Peterborough,E06000031,2001,", "Peterborough,E06000031,2001,many", "row 9, column 'Age 0': found 'many"),
        ("Peterborough,E06000031,2001,", "Peterborough,E06000031,2001,-", "row 9, column 'Age 0': found '-"),
        ("Peterborough,E06000031,2001,", "Peterborough,E06000031,2001,,", "found 95 cells; the header has 94"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(FILE, (old, new)))
    assert sentence in str(refused.value)
    assert str(refused.value).startswith(FILE)


def test_an_empty_cell_is_refused_because_only_a_dash_is_declared_to_mean_not_published(changed, miniature, read):
    first = cells(miniature(FILE), "E06000031", 2001)["Age 0"]
    with pytest.raises(Refusal, match="column 'Age 0': found an empty cell; allowed is a whole number, or '-'"):
        read(changed(FILE, (f"Peterborough,E06000031,2001,{first},", "Peterborough,E06000031,2001,,")))


def test_a_year_that_no_area_has_is_refused(changed, read):
    path = changed(FILE)
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if ",2010," not in line[:50]]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(Refusal, match="nothing is there for 2010"):
        read(path)


def test_a_broken_archive_and_a_file_of_only_a_header_are_refused(tmp_path, miniature):
    reader = recognise(miniature(FILE))
    for content, sentence in (
        (b"\x1f\x8bbroken", "cannot be read"),
        (b"", "is empty"),
        (b"name,code,year\n", "no rows"),
    ):
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        with pytest.raises(Refusal, match=sentence):
            reader.read(path, {})
