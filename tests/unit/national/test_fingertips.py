from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.fingertips import period_of
from joinedup.intake.national.sheet import Sheet

SHORT, LONG = "fingertips_values.csv", "fingertips_download.csv"
SHEET = Sheet("a.csv", ("Time period",), ())


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2017", "2017-01-01", "2018-01-01"),
        ("2017/18", "2017-04-01", "2018-04-01"),
        ("1999/00", "1999-04-01", "2000-04-01"),
        ("2015 - 17", "2015-01-01", "2018-01-01"),
        ("1998 - 00", "1998-01-01", "2001-01-01"),
        ("2015 - 2017", "2015-01-01", "2018-01-01"),
        ("2015/16 - 19/20", "2015-04-01", "2020-04-01"),
        ("2019/20 - 2021/22", "2019-04-01", "2022-04-01"),
        ("2021 Q1", "2021-01-01", "2021-04-01"),
        ("2021/22 Q1", "2021-04-01", "2021-07-01"),
        ("2021/22 Q4", "2022-01-01", "2022-04-01"),
        ("2021 Q4", "2021-10-01", "2022-01-01"),
    ],
)
def test_a_printed_period_is_half_open_days(label, start, end):
    assert period_of(SHEET, 2, "Time period", label) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "label", ["", "2017/19", "2017-18 - 20", "2017 - 18/19", "2017/18 - 19", "May 2020", "2017 Q5"]
)
def test_another_period_is_refused_with_the_forms_that_are_allowed(label):
    with pytest.raises(Refusal, match=r"a\.csv, row 2, column 'Time period': .*a financial year \(2017/18\)"):
        period_of(SHEET, 2, "Time period", label)


def test_a_value_and_a_verdict_are_all_that_the_short_shape_gives(miniature, read, rows):
    [row] = rows(read(miniature(SHORT)).tables["published"], area="E06000031", start_on=date(2015, 1, 1))
    assert (row["measure"], row["value"], row["verdict"]) == ("alcohol-related-mortality", 43.0, "Similar")
    assert (row["end_on"], row["area_name"]) == (date(2016, 1, 1), "Peterborough")
    assert {row[name] for name in ("numerator", "denominator", "low", "high", "marker", "group_kind")} == {None}
    assert "verdicts are the publisher's" in row["source"]


def test_noughts_dropped_from_the_end_do_not_make_a_value_less_exact(miniature, read, rows):
    table = read(miniature(SHORT)).tables["published"]
    assert {row["decimals"] for row in rows(table) if row["value"] is not None} == {1}


def test_na_is_not_published_and_not_compared_is_no_verdict(miniature, read, rows):
    table = read(miniature(SHORT)).tables["published"]
    [row] = rows(table, area="E07000146", start_on=date(2015, 1, 1))
    assert (row["value"], row["decimals"], row["marker"], row["verdict"]) == (None, None, "not published", None)
    assert row["area_name"] == "King’s Lynn and West Norfolk"
    assert {row["verdict"] for row in rows(table, area="E92000001")} == {None}


def test_councils_without_a_row_are_named(miniature, read):
    [note] = read(miniature(SHORT)).notes
    assert note.startswith("No row for these upper-tier councils of 2016: Barking and Dagenham, Barnet, ")
    assert "Peterborough" not in note


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("significance", "compared", "missing: significance; not expected: compared"),
        ("E06000031,Peterborough,2015", "E06000031,Peterborough,2014", "found Peterborough (E06000031) for 2014 again"),
        ("E06000031,Peterborough,2015", "Peterborough,Peterborough,2015", "an ONS area code"),
        (",43,", ",c,", "column 'value': found 'c'; allowed is a number, or NA"),
        (",43,", ",,", "column 'value': found an empty cell"),
        ("Persons,Similar", "Persons,Rather worse", "column 'significance': found 'Rather worse'"),
        ("Persons,Similar", "Person,Similar", "column 'unit': found 'Person'"),
        ("Alcohol related mortality", "Something else", "a file may be of one indicator"),
        ("2015,43", "2015 to 20,43", "column 'period': found '2015 to 20'"),
    ],
)
def test_a_wrong_short_file_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(SHORT, (old, new)))
    assert sentence in str(refused.value)


def test_counts_and_the_publishers_own_interval_are_kept(miniature, read, rows):
    table = read(miniature(LONG)).tables["published"]
    [row] = rows(table, area="E06000031", measure="fingertips-70001", start_on=date(2019, 4, 1))
    assert (row["value"], row["low"], row["high"], row["decimals"]) == (301.5, 281.75, 322.3, 2)
    assert (row["numerator"], row["denominator"], row["verdict"]) == (881.0, 202259.0, "Worse 95%")
    assert row["end_on"] == date(2022, 4, 1)


def test_a_hidden_value_has_the_publishers_reason_and_no_number(miniature, read, rows):
    table = read(miniature(LONG)).tables["published"]
    [row] = rows(table, area="E06000031", measure="fingertips-70001", start_on=date(2020, 4, 1))
    assert {row[name] for name in ("value", "low", "high", "numerator", "decimals", "verdict")} == {None}
    assert row["marker"] == "value suppressed for disclosure control due to small count"


def test_sex_age_and_category_are_groups_and_never_the_total(miniature, read, rows):
    table = read(miniature(LONG)).tables["published"]
    england = rows(table, area="E92000001", start_on=date(2019, 4, 1))
    assert {(row["group_kind"], row["group_value"]): row["value"] for row in england} == {
        (None, None): 210.25,
        ("sex", "male"): 260.5,
        ("deprivation deciles, imd2019", "Most deprived decile (IMD2019)"): 402.5,
    }
    ages = rows(table, area="E06000031", measure="fingertips-70002", start_on=date(2021, 1, 1))
    assert [(row["group_kind"], row["group_value"]) for row in ages] == [("age", "18-64 yrs"), ("age", "65+ yrs")]


def test_remarks_on_values_that_are_given_are_notes(miniature, read):
    notes = read(miniature(LONG)).notes
    assert "The publisher remarks on values it gives (4): 'There is a data quality issue with this value'." in notes


def test_each_indicator_and_kind_of_area_has_its_own_sender(miniature, read, changed):
    assert read(miniature(LONG)).sender == "fingertips-70001-70002-counties-uas-from-apr-2023"
    text = miniature(LONG).read_text(encoding="utf-8").replace("Counties & UAs (from Apr 2023)", "ICBs")
    path = changed(LONG)
    path.write_text(text, encoding="utf-8")
    assert read(path).sender == "fingertips-70001-70002-icbs"


def test_the_file_is_read_without_intervals_and_counts(miniature, read, rows, tmp_path):
    path = tmp_path / "indicators.csv"
    path.write_text(
        "Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value\n"
        "91414,Admissions,E06000031,Peterborough,UA,Persons,All ages,,,2017/18,622.0\n",
        encoding="utf-8",
    )
    [row] = rows(read(path).tables["published"])
    assert (row["measure"], row["value"], row["low"]) == ("alcohol-related-admissions-narrow", 622.0, None)


def test_an_area_printed_twice_is_one_where_its_figures_agree_and_refused_where_not(miniature, read, tmp_path):
    lines = miniature(LONG).read_text(encoding="utf-8").splitlines()
    twice = tmp_path / "twice.csv"
    under_another_parent = lines[3].replace("E12000006,East of England region (statistical)", "E54000056,An ICB")
    twice.write_text("\n".join([*lines, under_another_parent]), encoding="utf-8")
    assert read(twice).tables == read(miniature(LONG)).tables
    twice.write_text("\n".join([*lines, under_another_parent.replace(",301.5,", ",300.5,")]), encoding="utf-8")
    with pytest.raises(Refusal, match=r"found Peterborough \(E06000031\) for 2019/20 - 21/22 again \(first in row 4\)"):
        read(twice)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Time period range", "Ethnic group", "not expected: Ethnic group"),
        ("Area Type,", "Kind,", "missing: Area Type; not expected: Kind"),
        (",281.75,", ",,", "allowed is an upper limit beside the lower, ''"),
        (",281.75,", ",400,", "allowed is an upper limit beside the lower, '400'"),
        (",301.5,", ",*,", "column 'Value': found '*'"),
        ("70001,", "A1,", "column 'Indicator ID': found 'A1'"),
        ("E06000031,", ",", "column 'Area Code': found an empty cell"),
    ],
)
def test_a_wrong_download_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(LONG, (old, new)))
    assert sentence in str(refused.value)


def test_names_survive_a_file_that_is_not_utf8(miniature, read, tmp_path):
    path = tmp_path / SHORT
    path.write_bytes(miniature(SHORT).read_bytes().decode("utf-8").encode("cp1252"))
    assert read(path).tables == read(miniature(SHORT)).tables


def test_text_that_is_neither_utf8_nor_windows_letters_is_refused(miniature, read, tmp_path):
    path = tmp_path / SHORT
    path.write_bytes(miniature(SHORT).read_bytes() + b"\x81\x8d")
    with pytest.raises(Refusal, match="is neither UTF-8 nor cp1252"):
        read(path)
