"""The county's partner feeds: every planted error is found for what it is, and no good row is refused."""

import csv
import json
from collections import Counter

import pytest

from joinedup.jobs.check import check
from joinedup.jobs.county import write_county
from joinedup.kinds.check_rule import ADVICE, Severity

ADVISED = {str(severity) for severity in ADVICE}


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    write_county(folder, seed=4, scale=0.3)
    return folder, json.loads((folder / "truth" / "feeds.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def checked(county):
    folder, _ = county
    return {f"feeds/{one.file_name}": one for one in check(sorted((folder / "feeds").glob("*.csv"))).files}


def found_in(report):
    """(row, rule) of all that was found but hidden numbers, which are the sender's right."""
    told = [one for one in report.findings if one.rule != "number-hidden"]
    for one in told:
        assert one.total == len(one.rows), "the rows listed are not all: make the county smaller"
    return {(row, one.rule) for one in told for row in one.rows}


def test_the_confusion_table_has_nothing_off_its_diagonal(county, checked):
    _, truth = county
    table = Counter()
    for name, report in checked.items():
        planted = {(fault["row"], fault["rule"]) for fault in truth["faults"] if fault["file"] == name}
        found = found_in(report)
        table["planted and found"] += len(planted & found)
        table["planted and missed"] += len(planted - found)
        table["sound and doubted"] += len(found - planted)
    assert table["planted and missed"] == table["sound and doubted"] == 0, table
    assert table["planted and found"] > 150
    rules = {fault["rule"] for fault in truth["faults"]}
    assert len(rules) >= 11, f"planted only {sorted(rules)}"


def test_exactly_the_rows_that_sums_cannot_use_are_set_aside(county, checked):
    folder, truth = county
    for name, report in checked.items():
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = len(list(csv.reader(file))) - 1
        assert f"{rows:,} rows." in report.facts, name
        aside = {row for one in report.findings if one.severity is Severity.SET_ASIDE for row in one.rows}
        planted = {
            fault["row"] for fault in truth["faults"] if fault["file"] == name and fault["rule"] != "code-not-known"
        }
        assert aside == planted, name


def test_reports_repeat_no_value(checked):
    for report in checked.values():
        text = "\n".join(report.lines())
        for value in ("see notes", "1,024", "31/12/2025", "SPOILT"):
            assert value not in text
        assert "Ashwold" not in text
