from datetime import date

import pytest

from joinedup.core.refusal import Refusal
from support.workbooks import suspected_deaths, write_workbook

TREND = "drug_deaths_scotland_trend.csv"
DIVISION, AGE, SEX = "A - Police Division", "B - Age", "C - Sex"


@pytest.fixture
def issue(tmp_path, read):
    def issued(quarters=5, revised=0, name="issue.xlsx"):
        return read(write_workbook(tmp_path / name, suspected_deaths(quarters, revised)))

    return issued


def test_deaths_by_quarter_division_age_and_sex(issue, rows):
    table = issue().tables["published"]
    spring = {"start_on": date(2020, 4, 1), "end_on": date(2020, 7, 1)}
    [total] = rows(table, area="S92000003", group_kind=None, **spring)
    assert (total["measure"], total["numerator"]) == ("suspected-drug-deaths", 78.0)
    [tayside] = rows(table, area="police-scotland-d", **spring)
    assert (tayside["area_name"], tayside["numerator"]) == ("Tayside (Police Scotland)", 6.0)
    [young] = rows(table, group_kind="age", group_value="24 and under", **spring)
    [middle] = rows(table, group_kind="age", group_value="25 to 34", **spring)
    [women] = rows(table, group_kind="sex", group_value="female", **spring)
    assert (young["numerator"], middle["numerator"], women["numerator"]) == (8.0, 20.0, 28.0)
    assert "by day of death" in total["source"]


def test_a_hidden_count_stays_hidden_though_the_total_would_give_it_away(issue, rows):
    [hidden] = rows(issue().tables["published"], area="police-scotland-v", start_on=date(2020, 1, 1))
    assert hidden["numerator"] is None
    assert hidden["marker"] == "hidden by the publisher to protect confidentiality"


@pytest.mark.parametrize(
    ("quarters", "sender", "known_on"),
    [(4, "2020-q4", "2021-03-31"), (5, "2021-q1", "2021-06-30"), (6, "2021-q2", "2021-09-30")],
)
def test_each_issue_is_a_sender_of_its_own_known_from_the_end_of_the_next_quarter(quarters, sender, known_on, issue):
    national = issue(quarters)
    assert national.sender == f"scotland-suspected-drug-deaths-{sender}"
    assert national.released_on.isoformat() == known_on
    assert set(national.tables["published"].column("released_on").to_pylist()) == {national.released_on}


def spoilt(sheet, row, column, value, quarters=5):
    sheets = suspected_deaths(quarters)
    cells = sheets[sheet][row]
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = value
    return sheets


def without(sheet, row=None):
    sheets = suspected_deaths()
    if row is None:
        del sheets[sheet]
    else:
        del sheets[sheet][row]
    return sheets


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        (spoilt(DIVISION, 6, 2, "c"), "sheet 'A - Police Division', row 7, column 'April to June 2020': found 'c'"),
        (spoilt(DIVISION, 6, 2, ""), "found an empty cell; allowed is a whole number, or 'x' for hidden"),
        (spoilt(SEX, 6, 1, "x"), "row 7, column 'January to March 2020': found 'x'; allowed is a whole number"),
        (spoilt(DIVISION, 6, 0, "Z: Narnia"), "found 'Z: Narnia'; allowed is one of A, C, D"),
        (spoilt(AGE, 4, 0, "under 30"), "found 'under 30'; allowed is one of 24 and under"),
        (spoilt(DIVISION, 7, 0, "D: Tayside"), "row 8: found 'D: Tayside' again"),
        (spoilt(DIVISION, 6, 2, 7), "deaths by division in April to June 2020 add to 79 and the total is 78"),
        (spoilt(AGE, 9, 3, 80), "the total of July to September 2020 is 80 by age and 78 by sex"),
        (spoilt(SEX, 3, 2, "July to September"), "July to September 2020 follows January to March 2020"),
        (spoilt(SEX, 3, 2, "Spring"), "found '2020' and 'Spring'; allowed are a year and one of January to March"),
        (spoilt(SEX, 2, 1, "MMXX"), "found 'MMXX' and 'January to March'"),
        (spoilt(SEX, 4, 6, 99), "found a figure to the right of the last quarter"),
        (without(AGE), "found no sheet of deaths by age; allowed are division, age and sex"),
        (without(SEX, 5), "no row for female; every sex and the total must have one"),
        (suspected_deaths() | {SEX: suspected_deaths(6)[SEX]}, "deaths by division run to January to March 2021"),
        (suspected_deaths() | {"Notes": [["Read me"]]}, "sheet 'Notes': found no row that starts with"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place_and_what_is_allowed(sheets, sentence, tmp_path, read):
    with pytest.raises(Refusal) as refused:
        read(write_workbook(tmp_path / "issue.xlsx", sheets))
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("issue.xlsx")


def test_the_trend_keeps_counts_alone_and_no_interval_that_is_not_theirs(miniature, read, rows):
    national = read(miniature(TREND))
    [row] = rows(national.tables["published"], measure="drug-misuse-deaths-scotland", start_on=date(2020, 1, 1))
    assert (row["area"], row["numerator"]) == ("S92000003", 100.0)
    assert {row[name] for name in ("low", "high", "value", "denominator")} == {None}
    assert "registered in the year" in row["source"]
    series = rows(national.tables["published"], measure="drug-misuse-deaths-scotland-consistent-series")
    assert [row["numerator"] for row in series] == [None, None, 104.0, 121.0, 130.0]
    assert series[0]["marker"] == "not given: the consistent series starts later"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("likely upper", "upper", "not the layout we know; missing: likely upper; not expected: upper"),
        ("2019,120", "2019,", "row 3, column 'Drug-related deaths': found an empty cell"),
        ("2019,120", "2020,120", "found the year 2020 again"),
        ("2018,100", "2015,100", "nothing is there for 2016, 2017, 2018"),
    ],
)
def test_a_wrong_trend_is_refused_with_the_place_and_what_is_allowed(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(TREND, (old, new)))
    assert sentence in str(refused.value)
