import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas
from joinedup.intake.national import recognise

FILE = "drug_poisoning_deaths.csv"


def test_one_row_an_area_and_year_of_registration_with_the_count_alone(miniature, read, rows):
    table = read(miniature(FILE)).tables["published"]
    lines = miniature(FILE).read_bytes().decode("cp1252").splitlines()
    printed = next(line for line in lines if line.startswith("E06000031")).split(",")
    by_year = {row["start_on"].year: row for row in rows(table, area="E06000031")}
    assert [by_year[year]["numerator"] for year in range(2020, 2010, -1)] == [float(cell) for cell in printed[2:]]
    row = by_year[2020]
    assert (row["measure"], row["end_on"].isoformat()) == ("drug-poisoning-deaths", "2021-01-01")
    assert {row[name] for name in ("denominator", "value", "decimals", "low", "high", "verdict", "marker")} == {None}


def test_the_source_names_the_publisher_and_that_deaths_are_registered_in_the_year(miniature, read):
    sources = set(read(miniature(FILE)).tables["published"].column("source").to_pylist())
    assert len(sources) == 1
    [source] = sources
    assert "ONS" in source
    assert "registered in" in source


def test_names_survive_windows_letters_and_stray_blanks(miniature, read, rows):
    table = read(miniature(FILE)).tables["published"]
    names = dict(zip(table.column("area").to_pylist(), table.column("area_name").to_pylist(), strict=True))
    assert names["W06000001"] == "Isle of Anglesey / Ynys Môn"
    assert names["E07000146"] == "King’s Lynn and West Norfolk"
    assert names["E10000003"] == "Cambridgeshire"
    assert names["E92000001"] == "England"


def test_names_survive_a_file_saved_again_as_utf8(miniature, read, tmp_path):
    path = tmp_path / FILE
    path.write_bytes(b"\xef\xbb\xbf" + miniature(FILE).read_bytes().decode("cp1252").encode("utf-8"))
    assert read(path).tables == read(miniature(FILE)).tables


def test_next_years_file_with_one_more_year_is_read(changed, read):
    path = changed(FILE, encoding="cp1252")
    lines = path.read_bytes().decode("cp1252").splitlines()
    longer = [lines[0].replace("name,", "name,2021,")] + [_with_a_first_year(line) for line in lines[1:]]
    path.write_bytes("\r\n".join(longer).encode("cp1252"))
    assert read(path).covers.label == "2011 to 2021"


def _with_a_first_year(line):
    code, name, rest = line.split(",", 2)
    return f"{code},{name},7,{rest}"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",2015,", ",notes,", "found column 'notes'; allowed are code, name, years"),
        (",2015,", ",1999,", "no column for 2000, 2001"),
        (",2015,", ",2016,", "column '2016' is there twice"),
        ("E07000009", "E07000008", "found East Cambridgeshire (E07000008) again (first in row 7)"),
        ("E07000009", "Ely", "row 8, column 'code': found 'Ely'; allowed is an ONS area code"),
        ("Peterborough,", "Peterborough,-", "row 5, column '2020': found '-"),
        ("Peterborough,", "Peterborough,c", "row 5, column '2020': found 'c"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(FILE, (old, new), encoding="cp1252"))
    assert sentence in str(refused.value)


def test_a_table_of_the_same_shape_that_does_not_say_what_it_counts_is_not_taken_for_this_one(miniature, tmp_path):
    path = tmp_path / "suicides.csv"
    path.write_bytes(miniature(FILE).read_bytes())
    with pytest.raises(
        Refusal, match=r"nothing in it says what it counts: row K04000001 .* should hold 4,561 for 2020"
    ):
        recognise(path).read(path, areas())


def test_the_published_total_of_england_and_wales_is_enough_whatever_the_file_is_called(changed, read, tmp_path):
    text = changed(FILE, encoding="cp1252").read_bytes().decode("cp1252")
    lines = text.splitlines()
    lines[1] = "K04000001,ENGLAND AND WALES,4561," + lines[1].split(",", 3)[3]
    path = tmp_path / "download.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    assert read(path).sender == "ons-drug-poisoning"


def test_councils_that_are_not_in_the_file_are_named_in_one_sentence(miniature, read):
    [note] = read(miniature(FILE)).notes
    assert note.startswith("Not in the file: Adur, ")
    assert note.endswith(" more.")
