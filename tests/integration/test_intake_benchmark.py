"""What intake is measured beside asks the same: all three count the same rows."""

import pytest

from benchmarks.intake import measure
from benchmarks.intake_files import write_file
from benchmarks.intake_rules import LISTED, ORDER, OTHERS, PRESENT, by_pandas, by_pandera
from joinedup.jobs.check import check
from support.extract import row, write_extract

FAULTY = {
    "FINITIAL": "",
    "SINITIAL": "NA",
    "SEX": " ",
    "DOB": "20040229",
    "REFLD": "19700101",
    "CPLANDT": "2020-01-01",
    "DISD": "20270101",
    "ETHNIC": "zzz",
    "DRUG2": "7000",
}
RULES = {"consent-not-recorded", "code-not-known-episode", *PRESENT.values(), *ORDER, *OTHERS}


def ours(path):
    return {(one.rule, one.field): one.total for one in check([path]).files[0].findings if one.rule in RULES}


@pytest.fixture
def faulty(tmp_path):
    """One episode a fault, and some with several rows."""
    rows = [row(EPISODID=f"e{header}", CLIENTID=f"c{header}", **{header: text}) for header, text in FAULTY.items()]
    rows += [row(EPISODID=f"b{n}", CLIENTID=f"d{n}", DOB=text) for n, text in enumerate(("19000101", "20300101", "x"))]
    rows += [row(EPISODID="r", CLIENTID="r", REFLD="20220101")]
    rows += [row(EPISODID="t", CLIENTID="t", TRIAGED="20210431"), row(EPISODID="k", CLIENTID="k", CONSENT="")]
    rows += [row(EPISODID="x", CLIENTID="x", DISD="20200101", DISRSN="80", DRUG1="qq"), row(), row(MODID="m")]
    return write_extract(tmp_path / "a.csv", rows)


def listed_only(found):
    return {key: count for key, count in found.items() if key[0] != "code-not-known-episode" or key[1] in LISTED}


def test_all_three_count_the_same_rows(faulty):
    wanted = listed_only(ours(faulty))
    assert by_pandas(faulty) == wanted
    assert by_pandera(faulty) == wanted
    found = {rule for rule, _ in wanted}
    assert RULES - found == set(), "give the file a row that breaks each rule"


def test_all_three_count_the_same_rows_of_the_file_that_is_measured(tmp_path):
    path = write_file(tmp_path / "a.csv", 2_000)
    wanted = listed_only(ours(path))
    assert by_pandas(path) == by_pandera(path) == wanted


def test_a_small_measurement_says_seconds_and_memory_of_every_way():
    lines, _ = measure(sizes=(1_000,))
    table = [line for line in lines if line.startswith("| ")]
    assert len(table) == 6
    assert any("Goal, check and load within 3 times" in line for line in lines)
