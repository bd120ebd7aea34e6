import pytest

from joinedup.core.refusal import Refusal

UPPER, LOWER, TOTALS, REGIONS = (
    "population20_utla20.csv",
    "population20_ltla21.csv",
    "population21_ltla21.csv",
    "population_of_regions.csv",
)


def printed(path, code):
    [line] = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(f'"{code}"')]
    return [int(cell) for cell in line.split(",")[2:]]


def test_ages_across_become_a_row_each(miniature, read, rows):
    table = read(miniature(UPPER)).tables["population"]
    total, *ages = printed(miniature(UPPER), "E10000003")
    found = rows(table, area="E10000003")
    assert [row["people"] for row in found] == ages
    assert sum(ages) == total
    assert {(row["area_name"], row["area_kind"], row["year"], row["part_of"]) for row in found} == {
        ("Cambridgeshire", "upper-tier", 2020, None)
    }
    assert rows(table, area="W06000001", age=90)[0]["area_name"] == "Isle of Anglesey / Ynys Môn"


def test_a_district_says_its_county_and_a_missing_one_leaves_a_gap(read, rows, changed):
    path = changed(LOWER)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "Fenland" not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    national = read(path)
    found = rows(national.tables["population"], part_of="E10000003", age=40)
    assert {row["area"]: row["people"] is None for row in found} == {
        "E07000008": False,
        "E07000009": False,
        "E07000010": True,
        "E07000011": False,
        "E07000012": False,
    }
    assert "Fenland (E07000010) is not in the file, so its county has no total." in national.notes


def test_councils_that_an_upper_tier_file_lacks_are_named(miniature, read):
    assert read(miniature(UPPER)).notes[0].startswith("No row for these upper-tier councils of 2020: Barking")


def test_totals_without_ages_are_figures_and_no_population(miniature, read, rows):
    national = read(miniature(TOTALS))
    assert set(national.tables) == {"published"}
    [row] = rows(national.tables["published"], area="S12000033")
    assert (row["measure"], row["numerator"], row["start_on"].year) == ("resident-population", 223140.0, 2021)
    assert national.notes == (
        "population21_ltla21.csv gives totals of 3 areas and no ages: no rate of adults can rest on it, and other "
        "areas are not in it.",
    )


def test_the_year_is_that_of_a_known_total_or_of_the_files_name_and_never_guessed(miniature, read, tmp_path):
    text = miniature(TOTALS).read_text(encoding="utf-8")
    unnamed = tmp_path / "download.csv"
    unnamed.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="nothing in it says for which year it is"):
        read(unnamed)
    unnamed.write_text(text.replace("223140", "221240"), encoding="utf-8")
    assert read(unnamed).covers.label == "2021"
    named = tmp_path / "population_22_ltla22.csv"
    named.write_text(text.replace("ltla21", "ltla22"), encoding="utf-8")
    assert (read(named).covers.label, read(named).sender) == ("2022", "ons-population-2022-ltla22-totals")
    doubtful = tmp_path / "population20_and_population21.csv"
    doubtful.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match="nothing in it says for which year"):
        read(doubtful)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"90+"', '"90 and over"', "missing: 90+; not expected: 90 and over"),
        ('"89"', '"89+"', "missing: 89; not expected: 89+"),
        ('"4","5"', '"5","4"', "not in the order we know"),
        ('"E10000003"', '"E06000031"', "found Cambridgeshire (E06000031) again (first in row 2)"),
        ('"E10000003"', '"Cambs"', "allowed is an ONS area code"),
        ('"utla20_name","total_population"', '"utla20_name","population"', "missing: total_population"),
    ],
)
def test_a_wrong_file_of_one_year_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(UPPER, (old, new)))
    assert sentence in str(refused.value)


def test_a_total_that_its_ages_do_not_add_up_to_is_refused(changed, miniature, read):
    total = printed(miniature(UPPER), "E06000031")[0]
    with pytest.raises(Refusal, match=rf"allowed is the sum of the ages of Peterborough, {total:,}"):
        read(changed(UPPER, (f"{total},", f"{total + 1},")))


def test_ages_and_years_of_regions(miniature, read, rows):
    national = read(miniature(REGIONS))
    people = national.tables["population"]
    lines = miniature(REGIONS).read_text(encoding="utf-8").splitlines()
    cells = next(line for line in lines if line.startswith("Age 40,East,")).split(",")
    [row] = rows(people, area="E12000006", year=2001, age=40)
    assert (row["people"], row["area_name"], row["area_kind"]) == (int(cells[4]), "East of England", "region")
    assert [row["age"] for row in rows(people, area="E12000007", year=2000, people=None)] == [85, 86, 87, 88, 89, 90]
    assert people.num_rows == 9 * 4 * 91
    assert national.notes == ("Ages not published for 1999, 2000: no total over those ages can be had.",)


def test_the_printed_total_of_all_ages_is_kept_where_ages_are_missing(miniature, read, rows):
    lines = miniature(REGIONS).read_text(encoding="utf-8").splitlines()
    cells = next(line for line in lines if line.startswith("All Ages,London,")).split(",")
    told = rows(read(miniature(REGIONS)).tables["published"], area="E12000007")
    assert [row["numerator"] for row in told] == [float(cell) for cell in cells[2:]]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Age 7,London", "Age 7,Londres", "column 'region': found 'Londres'"),
        ("Age 7,London", "Age 6,London", "found Age 6 of London again"),
        ("Age 7,London", "Age 7 to 8,London", "column 'Age': found 'Age 7 to 8'"),
        (",2001,", ",2003,", "nothing is there for 2001"),
        (",2001,", ",mid-2001,", "not expected: mid-2001"),
        ("All Ages,London,", "All Ages,London,-", "column '1999': found '-"),
    ],
)
def test_a_wrong_file_of_regions_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(REGIONS, (old, new)))
    assert sentence in str(refused.value)


def test_a_year_with_an_age_missing_altogether_is_refused(changed, read):
    path = changed(REGIONS)
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("Age 44,South West")]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(Refusal, match="South West has no row for Age 44; every age must have one"):
        read(path)


def test_a_regions_total_that_differs_from_its_ages_is_refused(changed, read):
    path = changed(REGIONS)
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("All Ages,London,"))
    lines[at] = lines[at].rpartition(",")[0] + ",12"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Refusal, match=r"column '2002': found '12'; allowed is the sum of its ages"):
        read(path)
