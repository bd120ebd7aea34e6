from datetime import date

import pytest

from joinedup.core.refusal import Refusal

SUBSTANCE, HEROIN, CAUSE, WEEKLY = (
    "deaths_by_region_and_substance.csv",
    "heroin_deaths_by_age.csv",
    "deaths_by_cause_england_and_wales.csv",
    "weekly_deaths.csv",
)
EMERGENCY = "emergency_attendances.csv"


def line(path, start):
    return next(x for x in path.read_text(encoding="utf-8").splitlines() if x.replace('"', "").startswith(start))


def test_the_total_of_a_region_and_one_substance_of_it(miniature, read, rows):
    table = read(miniature(SUBSTANCE)).tables["published"]
    found = rows(table, area="E12000001", start_on=date(2020, 1, 1))
    total = int(line(miniature(SUBSTANCE), "2020,E12000001,North East,01").rpartition(",")[2])
    opiate = int(line(miniature(SUBSTANCE), "2020,E12000001,North East,02").rpartition(",")[2])
    assert {(row["group_kind"], row["numerator"]) for row in found} == {(None, total), ("substance", opiate)}
    assert {row["measure"] for row in found} == {"drug-poisoning-deaths"}
    assert all("registered in" in row["source"] for row in found)
    [named] = [row["group_value"] for row in found if row["group_kind"]]
    assert named == "Any opiate (includes unspecified opiates, excludes paracetamol compounds)"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Usual residence name", "Residence", "missing: Usual residence name; not expected: Residence"),
        ("2020,E12000006", "2020,E12000001", "found All drug poisonings, East of England, 2020 again (first in row 2)"),
        ("01 All", "All", "column 'Substance': found 'All drug poisonings'"),
        ("2020,E12000006", "2020,E12000005", "no row for "),
        ("2020,E12000006", "20,E12000006", "column 'Year of death registration': found '20'"),
    ],
)
def test_a_wrong_file_of_substances_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(SUBSTANCE, (old, new)))
    assert sentence in str(refused.value)


def test_a_file_of_substances_without_a_total_is_refused(changed, read):
    path = changed(SUBSTANCE)
    path.write_text(path.read_text(encoding="utf-8").replace("01 All drug poisonings", "03 Cocaine"), encoding="utf-8")
    with pytest.raises(Refusal, match="no row is of '01 All drug poisonings'"):
        read(path)


def test_heroin_deaths_are_by_age_with_no_total(miniature, read, rows):
    table = read(miniature(HEROIN)).tables["published"]
    printed = line(miniature(HEROIN), "2018,").split(",")
    found = rows(table, start_on=date(2018, 1, 1))
    assert {row["group_value"]: row["numerator"] for row in found} == dict(
        zip(
            ("under 20", "20-29", "30-39", "40-49", "50-69", "70 and over"),
            [float(cell) for cell in printed[1:]],
            strict=True,
        )
    )
    assert {(row["group_kind"], row["area"], row["area_name"]) for row in found} == {
        ("age", "K04000001", "England and Wales")
    }


def test_a_file_that_does_not_say_that_it_counts_heroin_is_refused(miniature, read, tmp_path):
    path = tmp_path / "by_age.csv"
    path.write_bytes(miniature(HEROIN).read_bytes())
    with pytest.raises(Refusal, match="nothing in it says what it counts"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("70 and over", "70-79", "missing: 70 and over; not expected: 70-79"),
        ("\n2018,", "\n2019,", "found the year 2019 again (first in row 2)"),
        ("\n2018,", "\n2014,", "nothing is there for 2018"),
        ("\n2018,", "\n2018,:", "row 3, column 'Under 20': found ':"),
    ],
)
def test_a_wrong_file_of_heroin_deaths_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(HEROIN, (old, new)))
    assert sentence in str(refused.value)


def test_deaths_by_cause_are_by_sex_and_age(miniature, read, rows):
    table = read(miniature(CAUSE)).tables["published"]
    printed = line(miniature(CAUSE), "Males,2019,Accidental").split(",")[3:]
    measure = "deaths-from-accidental-poisoning"
    [row] = rows(table, measure=measure, start_on=date(2019, 1, 1), group_value="male, 34")
    assert (row["numerator"], row["group_kind"], row["area"]) == (float(printed[34 - 15]), "sex and age", "K04000001")
    assert table.num_rows == 2 * 2 * 3 * 65
    assert None not in table.column("group_kind").to_pylist()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",78,79", ",78,79 and over", "missing: 79; not expected: 79 and over"),
        ("Diseases of liver", "Diseases of the liver", "column 'cause': found 'Diseases of the liver'"),
        ("Males,2018", "Persons,2018", "column 'sex': found 'Persons'"),
        ("Males,2018", "Males,2019", "found Males, All causes, 2019 again (first in row 2)"),
        ("Males,2019,Diseases of liver", "Males,2018,Viral hepatitis", "no row for "),
    ],
)
def test_a_wrong_file_of_causes_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(CAUSE, (old, new)))
    assert sentence in str(refused.value)


def test_causes_of_another_country_are_not_taken_for_england_and_wales(miniature, read, tmp_path):
    path = tmp_path / "deaths.csv"
    path.write_bytes(miniature(CAUSE).read_bytes())
    with pytest.raises(Refusal, match="nothing in it says of which country it is"):
        read(path)


def test_a_week_runs_from_saturday_to_friday(miniature, read, rows):
    table = read(miniature(WEEKLY)).tables["published"]
    found = rows(table, measure="deaths-registered-in-week", start_on=date(2019, 12, 28), group_kind=None)
    assert {row["area"]: (row["numerator"], row["end_on"]) for row in found} == {
        "K04000001": (12053.0, date(2020, 1, 4)),
        "E12000006": (1153.0, date(2020, 1, 4)),
        "W92000004": (753.0, date(2020, 1, 4)),
    }
    [row] = rows(table, start_on=date(2019, 12, 14), group_value="female, 15-44")
    assert (row["numerator"], row["group_kind"]) == (201.0, "sex and age")
    assert rows(table, start_on=date(2019, 12, 28), group_value="15-19")[0]["group_kind"] == "age"


def test_an_average_is_a_value_and_versions_of_coding_are_kept_apart(miniature, read, rows):
    table = read(miniature(WEEKLY)).tables["published"]
    averages = rows(table, measure="deaths-registered-in-week-five-year-average")
    assert [(row["value"], row["decimals"], row["numerator"]) for row in averages] == [
        (9851.2, 1, None),
        (9852.4, 1, None),
        (9853.0, 0, None),
    ]
    coded = rows(table, measure="deaths-registered-in-week-respiratory")
    assert [(row["group_value"], row["numerator"], row["marker"]) for row in coded] == [
        ("v 2013 (IRIS)", None, "not published"),
        ("v 2013 (IRIS)", 1552.0, None),
        ("not stated", 1553.0, None),
    ]


def test_rows_that_say_nothing_are_left_out_and_counted(miniature, read):
    assert read(miniature(WEEKLY)).notes == ("1 rows say neither what nor whom they count (NA, NA), and are left out.",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2019-12-27", "2019-12-26", "column 'date': found '2019-12-26'; allowed is the Friday"),
        ('"East"', '"East Anglia"', "found 'Region, East Anglia'"),
        (',"all ages",12051', ',"all ages",c', "column 'counts': found 'c'"),
        ('"Females","15-44"', '"Males","15-44"', "found Males, 15-44, 2019-12-20 again"),
        ('"week_no"', '"week"', "missing: week_no"),
    ],
)
def test_a_wrong_file_of_weeks_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(WEEKLY, (old, new)))
    assert sentence in str(refused.value)


def test_a_week_left_out_is_refused(changed, read):
    path = changed(WEEKLY)
    kept = [x for x in path.read_text(encoding="utf-8").splitlines() if "2019-12-27" not in x]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(Refusal, match="no week is there between 2019-12-21 to 2019-12-28"):
        read(path)


def test_attendances_by_organisation_and_type(miniature, read, rows):
    national = read(miniature(EMERGENCY))
    cells = line(miniature(EMERGENCY), "2018-12-01,RGN,1").split(",")
    found = rows(national.tables["published"], area="RGN", start_on=date(2018, 12, 1), group_value="type 1")
    assert {row["measure"]: (row["numerator"], row["denominator"]) for row in found} == {
        "emergency-department-attendances": (float(cells[3]), None),
        "emergency-department-over-four-hours": (float(cells[4]), float(cells[3])),
        "emergency-department-admissions": (float(cells[5]), None),
    }
    assert found[0]["end_on"] == date(2019, 1, 1)
    assert national.notes == ("Rows with more admissions than attendances, kept as printed: 1.",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('2018-11-01,"RGN","1"', '2018-11-02,"RGN","1"', "allowed is the first day of a month"),
        ('"RGN","1"', '"RGN","3"', "column 'type': found '3'"),
        ('"RGN","2"', '"RGN","1"', "found RGN, type 1, 2018-11-01 again (first in row 2)"),
        ('"RGM01"', '"Royal"', "column 'org_code': found 'Royal'"),
        ("admissions", "emergency_admissions", "missing: admissions"),
    ],
)
def test_a_wrong_file_of_attendances_is_refused(old, new, sentence, changed, read):
    with pytest.raises(Refusal) as refused:
        read(changed(EMERGENCY, (old, new)))
    assert sentence in str(refused.value)


def test_more_breaches_than_attendances_are_refused(changed, miniature, read):
    cells = line(miniature(EMERGENCY), "2018-11-01,RGN,1").split(",")
    old, new = ",".join(cells[3:]), f"{cells[3]},99999,{cells[5]}"
    with pytest.raises(Refusal, match="column 'breaches': found '99999'; allowed is no more than the attendances"):
        read(changed(EMERGENCY, (old, new)))
