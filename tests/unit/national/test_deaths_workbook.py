from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from support.workbooks import drug_deaths, write_workbook


@pytest.fixture
def edition(tmp_path, read):
    def read_sheets(sheets):
        return read(write_workbook(tmp_path / "edition.xlsx", sheets))

    return read_sheets


def one(rows, national, measure, area, first, last):
    [row] = rows(
        national.tables["published"],
        measure=measure,
        area=area,
        start_on=date(first, 1, 1),
        end_on=date(last + 1, 1, 1),
    )
    return row


def test_poisoning_and_misuse_are_two_measures_told_by_the_title_of_each_sheet(edition, rows):
    national = edition(drug_deaths())
    poisoning = one(rows, national, "drug-poisoning-deaths", "E06000031", 2021, 2021)
    misuse = one(rows, national, "drug-misuse-deaths", "E06000031", 2021, 2021)
    assert (poisoning["numerator"], misuse["numerator"]) == (20.0, 14.0)
    assert (poisoning["area_name"], misuse["area_name"]) == ("Peterborough", "Peterborough")
    assert "registered in" in poisoning["source"]
    assert one(rows, national, "drug-poisoning-deaths", "E07000008", 2020, 2020)["area_name"] == "Cambridge"
    assert one(rows, national, "drug-poisoning-deaths", "E07000008", 2020, 2020)["numerator"] == 0.0
    assert one(rows, national, "drug-poisoning-deaths", "E92000001", 2022, 2022)["area_name"] == "England"


def test_rates_have_the_publishers_own_limits_and_remarks_and_no_others(edition, rows):
    national = edition(drug_deaths())
    measure = "drug-misuse-death-rate-age-standardised"
    row = one(rows, national, measure, "E06000031", 2020, 2022)
    assert (row["value"], row["low"], row["high"], row["numerator"], row["decimals"]) == (7.5, 5.4, 10.2, 41.0, 1)
    assert row["verdict"] == "ONS calls the rate unreliable: few deaths"
    few = one(rows, national, measure, "E07000008", 2020, 2022)
    assert (few["value"], few["low"], few["high"], few["marker"]) == (
        None,
        None,
        None,
        "not calculated: too few deaths",
    )
    gap = one(rows, national, "drug-misuse-deaths", "E07000008", 2021, 2021)
    assert (gap["numerator"], gap["marker"]) == (None, "not calculated: too few deaths")


def test_editions_are_kept_apart_with_the_day_of_release_that_the_cover_prints(edition):
    assert edition(drug_deaths()).sender == "ons-drug-deaths-by-authority-2022"
    assert edition(drug_deaths()).released_on == date(2023, 12, 19)
    assert edition(drug_deaths(2021, "Published: 2022-10-03")).released_on == date(2022, 10, 3)
    unsaid = edition(drug_deaths(2021, "Statistics"))
    assert (unsaid.sender, unsaid.released_on) == ("ons-drug-deaths-by-authority-2021", date(2022, 12, 31))
    assert "No day of release is printed" in unsaid.notes[0]


def test_a_table_by_sex_is_a_group(edition, rows):
    sheets = drug_deaths()
    sheets["Table 1"][0] = ["Deaths related to drug poisoning, females, by local authority"]
    [row] = rows(
        edition(sheets).tables["published"],
        measure="drug-poisoning-deaths",
        area="E06000031",
        group_value="female",
        start_on=date(2022, 1, 1),
    )
    assert (row["group_kind"], row["numerator"]) == ("sex", 21.0)


def spoilt(sheet, row, column, value):
    sheets = drug_deaths()
    cells = sheets[sheet][row]
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = value
    return sheets


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        (
            spoilt("Table 1", 6, 5, "c?"),
            "sheet 'Table 1', row 7, column '2021': found 'c?'; allowed is a number, or one of :",
        ),
        (spoilt("Table 1", 6, 5, ""), "found an empty cell; allowed is a number"),
        (spoilt("Table 1", 6, 0, "Peterborough"), "found 'Peterborough'; allowed is an ONS area code"),
        (spoilt("Table 1", 6, 0, "E07000008"), "found the area E07000008 again (first in row 7)"),
        (spoilt("Table 1", 3, 5, 2010), "nothing is there for 2011, 2012"),
        (spoilt("Table 1", 0, 0, "Deaths by local authority"), "it must name one of drug poisoning and drug misuse"),
        (spoilt("Table 3", 2, 4, "Quintile"), "found no column of a year such as 2020"),
        (
            spoilt("Table 3", 3, 6, "Expected"),
            "found column 'Expected'; allowed are deaths, rate, lower and upper limit",
        ),
        (spoilt("Table 3", 5, 6, "low"), "found 'low'; allowed is blank or one of u"),
        (drug_deaths() | {"Table 4": drug_deaths()["Table 1"]}, "has two figures of 2022; one is allowed"),
        ({"Cover": drug_deaths()["Cover sheet"]}, "found no sheet with a table that starts 'Area codes'"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(sheets, sentence, edition):
    with pytest.raises(Refusal) as refused:
        edition(sheets)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("edition.xlsx")
