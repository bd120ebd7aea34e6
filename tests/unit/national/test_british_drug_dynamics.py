import pytest

from joinedup.core.refusal import Refusal

DEATHS, PRIMARY = "british_drug_dynamics_deaths_misuse.csv", "british_drug_dynamics_primary.csv"


def one(rows, table, area, year):
    [row] = [row for row in rows(table, area=area) if row["end_on"].year == year]
    return row


def test_deaths_of_a_year_are_those_of_the_three_years_that_end_with_it(miniature, read, rows):
    row = one(rows, read(miniature(DEATHS)).tables["published"], "E06000031", 2019)
    assert (row["measure"], row["numerator"]) == ("drug-misuse-deaths", 14.0)
    assert (row["start_on"].isoformat(), row["end_on"].isoformat()) == ("2016-01-01", "2019-01-01")
    assert "registered in the three years" in row["source"]
    assert read(miniature(DEATHS)).covers.label == "2014 to 2018"


def test_admissions_are_of_the_financial_year_that_ends_in_the_year(miniature, read, rows):
    row = one(rows, read(miniature(PRIMARY)).tables["published"], "E10000003", 2019)
    assert (row["start_on"].isoformat(), row["numerator"]) == ("2018-04-01", 80.0)
    assert "primary care trusts" in row["source"]
    assert row["rounded_to"] == 5
    merged = one(rows, read(miniature(PRIMARY)).tables["published"], "merged-city-of-london-and-hackney", 2018)
    assert (merged["numerator"], merged["rounded_to"]) == (40.0, 10)  # two councils, each rounded


def test_a_count_that_is_not_rounded_in_a_year_of_rounded_ones_is_not_used(changed, read, rows):
    table = read(changed(PRIMARY, ("2019,20.0,80,", "2019,20.0,6,"))).tables["published"]
    row = one(rows, table, "E10000003", 2019)
    assert (row["numerator"], row["rounded_to"]) == (None, None)
    assert row["marker"] == "not used: the counts of its year are rounded, and this one is not"


def test_a_blank_is_missing_and_says_that_the_file_does_not_say_why(miniature, read, rows):
    row = one(rows, read(miniature(PRIMARY)).tables["published"], "E06000031", 2020)
    assert row["numerator"] is None
    assert row["marker"] == "not given: the file does not say whether it is hidden or lost"


def test_areas_of_several_councils_are_areas_of_their_own_and_no_councils(miniature, read, rows):
    deaths = read(miniature(DEATHS))
    names = {row["area"]: row["area_name"] for row in deaths.tables["published"].to_pylist()}
    assert names["merged-city-of-london-and-hackney"] == "City of London and Hackney together"
    assert names["merged-berkshire-without-west-berkshire"].startswith("Berkshire without West Berkshire")
    assert not {"E09000001", "E09000012", "E06000037", "E06000039"} & set(names)
    assert names["E06000023"] == "Bristol, City of"
    assert names["E08000008"] == "Tameside"  # deaths: Tameside alone, year by year
    assert "none of them one council" in deaths.notes[0]
    admissions = {row["area"] for row in read(miniature(PRIMARY)).tables["published"].to_pylist()}
    assert "merged-norfolk-and-waveney" in admissions  # a primary care trust, not the county
    assert "E10000020" not in admissions


def test_figures_known_to_be_wrong_are_not_used_and_say_why(miniature, read, rows, tmp_path):
    path = tmp_path / "population_la.csv"
    path.write_text("year,Peterborough,Nottinghamshire,City of London and Hackney\n2019,200,300,100\n")
    [row] = rows(read(path).tables["published"], area="E10000024")
    assert row["numerator"] is None
    assert "counts Cherwell" in row["marker"]
    path = tmp_path / "misuse.csv"
    path.write_text("year,Peterborough,Norfolk,East Berkshire\n2019,20,30,40\n2020,30,20.0,60\n")
    table = read(path).tables["published"]
    assert one(rows, table, "E06000031", 2019)["numerator"] == 20
    assert one(rows, table, "E06000031", 2020)["numerator"] is None
    assert "out of order" in one(rows, table, "E06000031", 2020)["marker"]


def test_a_value_is_kept_with_the_digits_of_its_publication(tmp_path, read, rows):
    path = tmp_path / "deprivation_score_la.csv"
    path.write_text("year,Peterborough,East Berkshire\n2015,27.7,9\n2019,27.820999999999998,9.5\n")
    row = one(rows, read(path).tables["published"], "E06000031", 2020)
    assert (row["value"], row["decimals"], row["low"], row["high"], row["numerator"]) == (27.821, 3, None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Cambridgeshire", "Camelot", "row 1: no area that we know is called Camelot; allowed are the full names"),
        ("Peterborough", "Tameside", "row 1: column 'Tameside' is an area (E08000008) that another column has"),
        ("\n2017,", "\n2016,", "found the year 2016 again (first in row 2)"),
        ("\n2017,", "\n2013,", "2014, 2015, 2017"),
        ("2017,11", "2017,-", "row 3, column 'Peterborough': found '-'; allowed is a whole number, or blank"),
        ("2017,11", "2017,11.5", "row 3, column 'Peterborough': found '11.5'; allowed is a whole number"),
        ("2017,11", "2017,-11", "found '-11'; allowed is a whole number"),
        ("2017,11", "2017,c", "found 'c'; allowed is a whole number"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(DEATHS, (old, new)))
    assert sentence in str(refused.value)


def test_a_file_that_does_not_say_what_it_counts_is_not_guessed(miniature, read, tmp_path):
    path = tmp_path / "download.csv"
    path.write_bytes(miniature(DEATHS).read_bytes())
    with pytest.raises(Refusal, match=r"nothing in it says what it counts\. .* such as deaths_misuse\.csv"):
        read(path)


def test_one_published_number_tells_the_file_whatever_it_is_called(tmp_path, read):
    path = tmp_path / "download.csv"
    path.write_text("year,Birmingham,East Berkshire\n2018,252,112\n")
    assert read(path).sender == "british-drug-dynamics-drug-poisoning-deaths-three-years"


def test_the_list_of_locations_is_refused_in_words(tmp_path, read):
    path = tmp_path / "locations.csv"
    path.write_text("PCTs,local_authorities,used_topology\nBassetlaw PCT,Derby,Derby\n")
    with pytest.raises(Refusal, match="three lists of names side by side"):
        read(path)
