import pytest

from joinedup.core.refusal import Refusal

SMALL_2019, SMALL_2025, DISTRICTS = "imd2019_small_areas.csv", "imd2025_small_areas.csv", "imd2025_districts.csv"


def cell(path, code, column):
    header, *lines = [line.replace('"', "").split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    return next(cells for cells in lines if cells[0] == code)[header.index(column)]


@pytest.mark.parametrize(
    ("name", "measure", "column"),
    [
        (SMALL_2019, "imd-rank", "IMD_rank"),
        (SMALL_2019, "imd-housing-decile", "Housing_and_Access_decile"),
        (SMALL_2025, "imd-housing-rank", "Housing_and_Services_rank"),
        (SMALL_2025, "imd-score", "IMD_score"),
        (SMALL_2025, "imd-crime-score", "Crime_score"),
    ],
)
def test_each_column_is_a_measure_of_its_small_area(name, measure, column, miniature, read, rows):
    [row] = rows(read(miniature(name)).tables["published"], measure=measure, area="E01015613")
    assert row["value"] == float(cell(miniature(name), "E01015613", column))
    assert row["start_on"].year == int(name[3:7])
    assert row["decimals"] == (3 if "score" in measure else 0)
    assert {row[one] for one in ("numerator", "low", "verdict", "marker")} == {None}


def test_each_edition_is_a_year_of_its_own_and_replaces_no_other(miniature, read):
    read_both = [read(miniature(name)) for name in (SMALL_2019, SMALL_2025)]
    assert [one.covers.label for one in read_both] == ["2019", "2025"]
    assert [one.sender for one in read_both] == ["mhclg-imd-2019-lsoa11", "mhclg-imd-2025-lsoa21"]
    assert "small areas of 2011" in read_both[0].tables["published"].column("source")[0].as_py()


def test_small_areas_that_are_missing_are_counted_in_a_note(miniature, read):
    [note] = read(miniature(SMALL_2025)).notes
    assert note == "6 small areas are there, of 33,755 in England: no figure rests on an area that lacks one."


def test_the_edition_is_never_guessed(miniature, read, tmp_path):
    path = tmp_path / "small_areas.csv"
    text = miniature(SMALL_2019).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="nothing in it says which edition it is"):
        read(path)
    first = cell(miniature(SMALL_2019), "E01015610", "IMD_rank")
    path.write_text(text.replace("E01015610", "E01000001").replace(f",{first},", ",29199,"), encoding="utf-8")
    assert read(path).covers.label == "2019"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"E01015611"', '"E01015610"', "found E01015610 again (first in row 2)"),
        ('"Crime_decile"', '"Crime_quintile"', "missing: Crime_decile; not expected: Crime_quintile"),
        ('"E01015611"', '"Fenland 002A"', "allowed is an ONS area code"),
        ('"Crime_rank"', '"Crime_score"', "missing: Crime_rank"),
    ],
)
def test_a_wrong_file_of_small_areas_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(SMALL_2019, (old, new)))
    assert sentence in str(refused.value)


@pytest.mark.parametrize(("column", "found"), [("decile", "11"), ("decile", "0"), ("rank", "0"), ("rank", "c")])
def test_a_decile_or_rank_that_cannot_be_is_refused(column, found, changed, miniature, read):
    path = changed(SMALL_2019)
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[1 if column == "decile" else 9] = found
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    with pytest.raises(Refusal, match=rf"row 2, column 'IMD_{column}': found '{found}'"):
        read(path)


def test_summaries_of_districts_are_read_with_the_edition_in_the_header(miniature, read, rows):
    national = read(miniature(DISTRICTS))
    table = national.tables["published"]
    [row] = rows(table, measure="imd-average-score", area="E06000031")
    assert row["value"] == float(cell(miniature(DISTRICTS), "E06000031", "imd_average_score"))
    assert (row["area_name"], row["start_on"].year, national.sender) == ("Peterborough", 2025, "mhclg-imd-2025-ltla24")
    [scale] = rows(table, measure="imd-income-scale", area="E07000010")
    assert scale["value"] == float(cell(miniature(DISTRICTS), "E07000010", "income_scale"))
    assert table.num_rows == 3 * 56


def test_a_number_printed_with_a_power_of_ten_is_read(miniature, read, rows):
    [row] = rows(read(miniature(DISTRICTS)).tables["published"], measure="imd-extent", area="E07000008")
    assert (row["value"], row["decimals"]) == (0.0009, 4)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"imd25_extent"', '"imd_extent"', "one such as 'imd25_extent', which says the edition"),
        ('"imd25_extent"', '"imd29_extent"', "missing: imd29_rank_of_extent"),
        ('"crime_average_score"', '"crime_mean_score"', "missing: crime_average_score"),
        ('"E07000008"', '"E06000031"', "found Cambridge (E06000031) again (first in row 2)"),
        ("9e-04", "[c]", "column 'imd25_extent': found '[c]'; allowed is a number"),
    ],
)
def test_a_wrong_file_of_districts_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(DISTRICTS, (old, new)))
    assert sentence in str(refused.value)
