"""Intake finds what was planted in the county's files, and nothing else."""

import csv
import json
from collections import Counter

import pytest

from joinedup.county.build import build_county
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.jobs.check import check


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    build_county(folder, seed=9, scale=0.1, standard=ndtms_standard(), code_lists=code_lists())
    reports = {report.file_name: report for report in check(sorted(folder.glob("*.csv"))).files}
    faults = json.loads((folder / "truth" / "faults.json").read_text(encoding="utf-8"))
    rows = {}
    for path in folder.glob("ndtms_*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows[path.name] = sum(1 for _ in csv.reader(file)) - 1
    return reports, faults, rows


def faulty(report):
    """Findings other than those about the quality of the data, which a sound file has too."""
    return [finding for finding in report.findings if finding.severity != "data quality"]


def test_every_file_can_be_loaded_and_only_the_faulty_one_has_faults(checked):
    reports, _, _ = checked
    assert len(reports) == 9
    assert all(report.is_usable for report in reports.values())
    assert [name for name, report in reports.items() if faulty(report)] == ["ndtms_X0002.csv"]


def test_each_planted_fault_is_set_aside_or_flagged_as_the_truth_expects(checked):
    reports, faults, _ = checked
    aside, flagged = set(), set()
    for finding in faulty(reports["ndtms_X0002.csv"]):
        (aside if finding.severity == "set aside" else flagged).update(finding.rows)
    planted = {fault["row"] for fault in faults}
    assert aside | flagged <= planted
    for fault in faults:
        # Rows that disagree are reported once, at the first of them.
        rows = {other["row"] for other in faults if other["what"] == fault["what"]}
        assert rows & (aside if fault["expected"] == "set aside" else flagged), fault
        assert fault["expected"] == "set aside" or not rows & aside, fault


def test_the_confusion_table_of_all_extracts_has_nothing_off_its_diagonal(checked):
    """What was planted in a row against what became of it; of rows that disagree with each other the first stands."""
    reports, faults, rows = checked
    first = {}
    for fault in faults:
        first.setdefault((fault["file"], fault["what"]), fault)
    planted = {(fault["file"], fault["row"]): fault["expected"] for fault in first.values()}
    beside = {(fault["file"], fault["row"]) for fault in faults} - set(planted)
    became = {}
    for name in rows:
        for finding in faulty(reports[name]):
            assert finding.total == len(finding.rows), "the rows listed are not all: make the county smaller"
            severity = "set aside" if finding.severity == "set aside" else "flag"
            for row in finding.rows:
                became[name, row] = "set aside" if "set aside" in (severity, became.get((name, row))) else severity
    every = {(name, row) for name, count in rows.items() for row in range(2, count + 2)} - beside
    table = Counter((planted.get(key, "sound"), became.get(key, "used")) for key in every)
    assert table == {
        ("set aside", "set aside"): 5,
        ("flag", "flag"): 4,
        ("sound", "used"): sum(rows.values()) - len(faults),
    }
    assert len(rows) == 6
    assert not beside & {key for key, value in became.items() if value == "flag"}
