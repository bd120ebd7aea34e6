"""Figures typed by hand from the rows of real files, and all of those files through the whole of loading.

Runs where the files are beside the repository.
"""

from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.definitions.areas import areas
from joinedup.intake.national import recognise
from joinedup.jobs.load import load
from joinedup.measures.published import Publications
from joinedup.warehouse.store import open_warehouse
from support.shared import shared_file

DRUG_DYNAMICS = (
    *("deaths_misuse", "deaths_misuse_100k", "deaths_poisoning", "misuse", "primary", "secondary"),
    *("population_la", "deprivation_score_la"),
)
SEIZURES = tuple(f"Seizures{year:02d}-{year + 1:02d}" for year in range(9, 19))
ISSUES = ("AprJun2021", "JulSep2021", "OctDec2021", "JanMar2022", "AprJun2022", "JulSep2022", "OctDec2022")
ISSUES += ("JanMar2023", "AprJun2023", "JulSep2023", "OctDec2023")
SCOTLAND = "scot_suspected_drug_deaths"


def dynamics(name):
    return shared_file("data", "uk", "british_drug_dynamics", f"{name}.csv")


def issue(name):
    return shared_file("data", "uk", SCOTLAND, f"SuspectedDRDs_{name}.xlsx")


def rows(path, table="published", **wanted):
    held = recognise(path).read(path, areas()).tables[table].to_pylist()
    return [row for row in held if all(row[name] == value for name, value in wanted.items())]


@pytest.mark.parametrize(
    ("file", "area", "start", "column", "figure"),
    [
        ("deaths_misuse", "E06000031", date(2016, 1, 1), "numerator", 25),
        ("deaths_misuse", "E10000003", date(2016, 1, 1), "numerator", 71),
        ("deaths_misuse", "E08000025", date(2014, 1, 1), "numerator", 173),
        ("deaths_misuse", "E08000015", date(2016, 1, 1), "numerator", 73),
        ("deaths_misuse_100k", "E06000031", date(2016, 1, 1), "value", 12.44),
        ("deaths_misuse_100k", "E08000016", date(2014, 1, 1), "value", 14.47),
        ("deaths_misuse_100k", "merged-essex-southend-and-thurrock", date(2016, 1, 1), "value", 9.88),
        ("deaths_poisoning", "E08000016", date(2007, 1, 1), "numerator", 47),
        ("deaths_poisoning", "E10000003", date(2016, 1, 1), "numerator", 115),
        ("deaths_poisoning", "merged-city-of-london-and-hackney", date(2016, 1, 1), "numerator", 52),
        ("misuse", "E06000031", date(2018, 4, 1), "numerator", 70),
        ("misuse", "E08000016", date(2008, 4, 1), "numerator", 75),
        ("misuse", "merged-city-of-london-and-hackney", date(2018, 4, 1), "numerator", 35),
        ("primary", "E09000002", date(2008, 4, 1), "numerator", 43),
        ("primary", "E08000025", date(2018, 4, 1), "numerator", 150),
        ("primary", "E10000003", date(2018, 4, 1), "numerator", 50),
        ("secondary", "E06000031", date(2018, 4, 1), "numerator", 335),
        ("secondary", "E10000003", date(2018, 4, 1), "numerator", 1150),
        ("secondary", "E08000025", date(2019, 4, 1), "numerator", 2015),
        ("population_la", "E06000031", date(2019, 1, 1), "numerator", 202_259),
        ("population_la", "E10000003", date(2019, 1, 1), "numerator", 653_537),
        ("population_la", "E09000002", date(2009, 1, 1), "numerator", 177_580),
        ("deprivation_score_la", "E06000031", date(2019, 1, 1), "value", 27.821),
        ("deprivation_score_la", "E10000003", date(2019, 1, 1), "value", 13.858),
        ("deprivation_score_la", "E08000008", date(2019, 1, 1), "value", 31.374),
    ],
)
def test_drug_dynamics(file, area, start, column, figure):
    [row] = rows(dynamics(file), area=area, start_on=start)
    assert row[column] == figure


@pytest.mark.parametrize("file", ["misuse", "primary", "secondary"])
def test_admissions_since_2017_say_they_are_rounded_and_one_that_is_not_is_left_out(file):
    counts = [row for row in rows(dynamics(file)) if row["numerator"] is not None]
    since = {(row["start_on"] >= date(2017, 4, 1), row["rounded_to"] is not None) for row in counts}
    assert since == {(False, False), (True, True)}
    assert all(row["numerator"] % 5 == 0 for row in counts if row["rounded_to"])
    [grimsby] = rows(dynamics(file), area="E06000012", start_on=date(2018, 4, 1))
    assert (grimsby["numerator"] is None) == (file == "primary")  # printed as 6


def test_three_years_of_deaths_are_the_sum_of_the_three_that_ons_prints_for_each_council():
    """Laid beside the yearly file: the reading of "2018" as 2016 to 2018 rests on this."""
    ons = shared_file("data", "uk", "ons_drug_poisoning_deaths_by_la_1993_2020.csv")
    yearly = {(row["area"], row["start_on"].year): row["numerator"] for row in rows(ons)}
    compared = 0
    for row in rows(dynamics("deaths_poisoning")):
        years = [(row["area"], row["start_on"].year + step) for step in range(3)]
        if all(year in yearly for year in years):
            assert sum(yearly[year] for year in years) == row["numerator"], row
            compared += 1
    assert compared == 1260  # ten spans of 126 councils; eleven areas are several councils or one since divided


def test_what_is_wrong_in_the_files_has_no_figure():
    for area in ("E10000024", "E10000025"):
        assert {row["numerator"] for row in rows(dynamics("population_la"), area=area)} == {None}
    assert {row["numerator"] for row in rows(dynamics("misuse"), start_on=date(2019, 4, 1))} == {None}


@pytest.mark.parametrize(
    ("file", "force", "group", "figure"),
    [
        ("Seizures09-10", "E23000005", None, 10_801),
        ("Seizures09-10", "E23000013", "class B", 1_624),
        ("Seizures09-10", "border-force", "benzodiazepines", 816),
        ("Seizures10-11", "E23000007", "heroin", 210),
        ("Seizures11-12", "E23000008", "cocaine", 102),
        ("Seizures12-13", "E23000006", "class C", 13),
        ("Seizures13-14", "E23000002", "unknown", 20),
        ("Seizures14-15", "E23000023", "class B", 2_082),
        ("Seizures14-15", "E23000023", "class C", 45),
        ("Seizures14-15", "E23000036", "ketamine", 53),
        ("Seizures14-15", "E23000026", None, None),
        ("Seizures15-16", "E23000023", "class B", 1_631),
        ("Seizures15-16", "E23000023", "mephedrone", 5),
        ("Seizures16-17", "E23000038", None, 2_306),
        ("Seizures18-19", "E23000036", "unknown", 1_264),
        ("Seizures18-19", "british-transport-police", "class A", 166),
        ("Seizures18-19", "E23000023", "cannabis", 1_658),
        ("Seizures17-18", "E23000005", "class C", 259),
    ],
)
def test_seizures(file, force, group, figure):
    [row] = rows(dynamics(file), area=force, group_value=group)
    assert row["numerator"] == figure


@pytest.mark.parametrize(
    ("name", "wanted", "quarter", "figure"),
    [
        ("AprJun2021", {"area": "S92000003", "group_kind": None}, date(2021, 4, 1), 329),
        ("AprJun2021", {"area": "police-scotland-g"}, date(2017, 1, 1), 57),
        ("AprJun2021", {"area": "police-scotland-n"}, date(2017, 1, 1), None),
        ("JanMar2022", {"group_value": "35 to 44"}, date(2017, 1, 1), 87),
        ("OctDec2023", {"area": "S92000003", "group_kind": None}, date(2023, 7, 1), 300),
        ("OctDec2023", {"area": "police-scotland-v"}, date(2023, 1, 1), 4),
        ("OctDec2023", {"group_value": "female"}, date(2023, 10, 1), 67),
    ],
)
def test_suspected_deaths(name, wanted, quarter, figure):
    [row] = rows(issue(name), start_on=quarter, **wanted)
    assert row["numerator"] == figure


@pytest.mark.parametrize(
    ("measure", "year", "figure"),
    [
        ("drug-misuse-deaths-scotland", 1996, 244),
        ("drug-misuse-deaths-scotland", 2018, 1187),
        ("drug-misuse-deaths-scotland", 2021, 1330),
        ("drug-misuse-deaths-scotland-consistent-series", 2018, 1196),
        ("drug-misuse-deaths-scotland-consistent-series", 1999, None),
    ],
)
def test_the_scottish_trend(measure, year, figure):
    [row] = rows(shared_file("data", "uk", SCOTLAND, "NRSdata_trend.csv"), measure=measure, start_on=date(year, 1, 1))
    assert row["numerator"] == figure


@pytest.mark.parametrize(
    ("part", "kind", "whole"),
    [
        ("20UB", "authority-2003", "E06000047"),
        ("42UG", "authority-2009", "E07000205"),
        ("00PT", "authority-2003", "W06000015"),
        ("E06000023", "upper-tier", "E12000009"),
    ],
)
def test_codes_of_former_authorities(part, kind, whole):
    path = shared_file("data", "uk", "la_lookup_irid.csv")
    [row] = rows(path, "lookup", part=part, part_kind=kind)
    assert row["whole"] == whole


def test_all_load_together_and_each_scottish_issue_is_kept_and_read_as_of_a_day(tmp_path):
    files = [dynamics(name) for name in (*DRUG_DYNAMICS, *SEIZURES)]
    files += [issue(name) for name in ISSUES]
    files += [shared_file("data", "uk", SCOTLAND, "NRSdata_trend.csv"), shared_file("data", "uk", "la_lookup_irid.csv")]
    files += [shared_file("data", "uk", f"ndtms_{name}_england_2009_.csv") for name in ("adults", "adult_opiate")]
    report = load(files, tmp_path / "warehouse", received_on=date(2026, 4, 20))
    assert [one.file_name for one in report.files if not one.is_usable] == []
    opened = open_warehouse(tmp_path / "warehouse")
    assert len({one.slot for one in opened.manifest.deliveries}) == len(files)
    table, scotland = opened.table("published"), ["S92000003"]
    quarter = Period(date(2021, 4, 1), date(2021, 7, 1))
    known = table.filter((table.measure == "suspected-drug-deaths") & (table.area == "S92000003"))
    known = known.filter((known.start_on == quarter.start) & known.group_kind.isnull())
    assert known.to_pyarrow().num_rows == len(ISSUES)
    for as_of, source in (
        (date(2021, 9, 29), None),
        (date(2021, 9, 30), "issue of 2021-q2"),
        (date(2022, 7, 1), "issue of 2022-q1"),
        (None, "issue of 2023-q4"),
    ):
        row = Publications(table, ["suspected-drug-deaths"], scotland, as_of).row(
            ["suspected-drug-deaths"], "S92000003", quarter
        )
        assert (row["source"].rpartition(", ")[2] if row else None) == source
        assert row is None or row["numerator"] == 329
