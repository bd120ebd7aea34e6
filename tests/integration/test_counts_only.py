"""Counts made on a provider's machine: equal to what is there, telling of nobody, and leaving nothing else behind."""

import csv
import hashlib
import json
import os
import tempfile
from pathlib import Path

import pytest

from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.county.build import build_county
from joinedup.definitions.catalogue import indicators, policies
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.intake.counts_file import parse_counts, to_text
from joinedup.intake.signing import create_signing_key
from joinedup.jobs import counts as counts_job
from joinedup.jobs.counting import counted_indicators
from joinedup.jobs.counts import count_only
from joinedup.jobs.load import load
from joinedup.jobs.sources import sources_of
from joinedup.kinds.provider_counts import ALL_ROWS, WITHOUT_CONSENT
from joinedup.measures.measure import measure
from joinedup.release.release import release
from joinedup.warehouse.contracts import JOURNEY
from joinedup.warehouse.store import open_warehouse
from support.counting import AT
from support.journey_cases import plain_rules
from support.twin.journeys import journey_rows
from support.twin.measure import measure as twin_measure
from support.twin.reading import read_episodes

pytestmark = pytest.mark.slow

FILES = ("ndtms_X0002.csv", "ndtms_X0003.csv")
"""A service for adults with planted faults, and one for young people."""
FROM = {"covers_from": Period.financial_year("2020/21").start}
YEARS = [Period.financial_year(label) for label in ("2020/21", "2021/22", "2022/23", "2023/24", "2024/25", "2025/26")]
PERSONAL = ("CLIENT", "CLIENTID", "DOB", "EPISODID", "PC")
"""Items of the county's rows whose values are long enough that they stand nowhere by chance."""


class Desk:
    """A provider's machine: its files, its key, and the counts made of each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        build_county(folder / "files", seed=7, scale=0.15, standard=ndtms_standard(), code_lists=code_lists())
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.key = create_signing_key(folder / "signing.key")
        self.reports = {name: self.count(name, f"{name}.json") for name in FILES}

    def count(self, name, out):
        """Make the counts of one file, with temporary files in a folder of our own."""
        before, tempfile.tempdir = tempfile.tempdir, str(self.temporary)
        try:
            return count_only(
                self.folder / "files" / name,
                self.folder / out,
                at=AT,
                signing_key=self.folder / "signing.key",
                options=FROM,
            )
        finally:
            tempfile.tempdir = before

    def made(self, name):
        """Return the bytes of the counts of a file, and what they hold."""
        content = (self.folder / f"{name}.json").read_bytes()
        return content, parse_counts(content, name)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize("name", FILES)
def test_they_are_what_the_warehouse_measures_for_that_provider_alone(desk, tmp_path, name):
    _, made = desk.made(name)
    load([desk.folder / "files" / name], tmp_path / "w", received_on=AT.date(), key_path=tmp_path / "k", options=FROM)
    opened = open_warehouse(tmp_path / "w")
    figures = released(opened, made)
    opened.close()
    said = {one.key: one for one in made.counts}
    compared = 0
    for figure in figures:
        count = said.get((figure.indicator, figure.period.label, figure.place.code))
        if count is None:
            assert not figure.is_visible
            continue
        assert (count.numerator, count.denominator) == (figure.numerator, figure.denominator)
        compared += not count.is_hidden
    assert compared == sum(not one.is_hidden for one in made.counts) > 5


def released(opened, made):
    """Return what our own policy releases of a warehouse where one provider is alone, for the places of a file."""
    catalogue = counted_indicators(made.feed)
    places = [Place(code, code) for code in made.areas]
    estimates = measure(sources_of(opened), list(catalogue.values()), places, YEARS)
    whole = [one for one in estimates if one.provenance.covers]
    return release(whole, catalogue, policies()["whole-council"])


@pytest.mark.parametrize("name", FILES)
def test_they_are_what_a_slow_reading_of_the_csv_counts_and_nothing_small_is_told(desk, name):
    _, made = desk.made(name)
    floor = 10 if "young" in made.feed else 5
    key_of = lambda *parts: hashlib.sha256("|".join(parts).encode()).hexdigest()  # noqa: E731
    episodes = read_episodes([desk.folder / "files" / name], plain_rules(), key_of)
    for label in ("2021/22", "2024/25"):
        rows = journey_rows(episodes, Period.financial_year(label), plain_rules())
        for one in (one for one in made.counts if one.year == label):
            indicator = indicators()[one.indicator]
            truth = twin_measure(indicator, rows, tuple(JOURNEY), area=one.area)
            if indicator.amount is not None:
                assert one.numerator in (None, truth.numerator)  # too few for an average: how many, and no days
                assert one.denominator is None or one.denominator == truth.denominator >= floor
            elif not one.is_hidden:
                assert one.numerator == truth.numerator >= floor, one
                assert one.denominator == (truth.denominator if indicator.of == "among" else None), one
                assert one.left_over is None or one.left_over >= floor


@pytest.mark.parametrize("name", FILES)
def test_no_identifier_of_anybody_and_no_key_stands_in_them(desk, name):
    content, made = desk.made(name)
    with (desk.folder / "files" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    values = {row[item] for row in rows for item in PERSONAL if len(row.get(item) or "") > 4}
    assert len(values) > 100
    # a signature and its key's mark are digits from 0 to f, in which anything short may stand by chance
    text = to_text(made).replace(made.signature, "").replace(made.signed_by, "")
    assert not [value for value in values if value in text]
    secret = (desk.folder / "signing.key").read_text().split()[-1]
    assert secret not in content.decode()
    assert set(json.loads(content)["counts"][0]) == {
        *("area", "counted", "denominator", "indicator", "numerator", "recorded", "year")
    }


def test_nothing_is_left_but_the_file(desk):
    assert list(desk.temporary.iterdir()) == []
    kept = {path.name for path in desk.folder.iterdir()}
    assert kept == {"files", "temporary", "signing.key", *(f"{name}.json" for name in FILES)}
    assert (desk.folder / f"{FILES[0]}.json").stat().st_mode & 0o777 == 0o600


def test_made_again_they_are_the_same_bytes_though_every_key_for_pseudonyms_is_new(desk):
    desk.count(FILES[1], "again.json")
    content = (desk.folder / "again.json").read_bytes()
    (desk.folder / "again.json").unlink()
    assert content == desk.made(FILES[1])[0]


def test_the_check_itself_is_counted_as_far_as_it_tells_of_nobody(desk):
    _, made = desk.made(FILES[0])
    rows = {(one.what, one.rule): one.rows for one in made.checked}
    with (desk.folder / "files" / FILES[0]).open(encoding="utf-8-sig", newline="") as file:
        held = list(csv.DictReader(file))
    assert rows[ALL_ROWS, ""] == len(held)
    refused = sum(row["CONSENT"] == "N" for row in held)
    assert rows[WITHOUT_CONSENT, ""] == (refused if refused >= 5 else None)
    assert not [one for one in made.checked if one.rule and one.rows < 5]


def test_the_report_says_what_was_written_and_shows_no_value(desk):
    report = desk.reports[FILES[0]]
    assert report.exit_status == 0
    (told,) = report.files
    assert "Look at it before you send it" in told.verdict
    assert "Nothing else was written" in told.verdict


def refused(desk, path, out, **more):
    report = count_only(path, out, at=AT, **more)
    assert report.exit_status == 1
    assert not out.exists()
    return report.files[0].verdict


def test_what_cannot_be_counted_is_said_and_nothing_is_written(desk, tmp_path):
    (tmp_path / "no.csv").write_text("a,b\n1,2\n")
    assert "none of the files that we can read" in refused(desk, tmp_path / "no.csv", tmp_path / "out")
    table = desk.folder / "files" / "population.csv"
    assert "holds none" in refused(desk, table, tmp_path / "out")
    bare = tmp_path / "bare.csv"
    bare.write_bytes((desk.folder / "files" / FILES[1]).read_bytes())
    assert "does not say what it covers" in refused(desk, bare, tmp_path / "out")
    part = {"covers_from": YEARS[5].start.replace(month=5)}
    path = desk.folder / "files" / FILES[1]
    assert "no whole financial year" in refused(desk, path, tmp_path / "out", options=part)


@pytest.mark.skipif(os.name != "posix", reason="needs a full disk that only a posix machine can play")
def test_a_full_disk_leaves_the_file_before(desk, monkeypatch):
    before, _ = desk.made(FILES[1])

    def full(path, text):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(counts_job, "put", full)
    with pytest.raises(OSError, match="No space"):
        desk.count(FILES[1], f"{FILES[1]}.json")
    assert desk.made(FILES[1])[0] == before
    assert list(desk.temporary.iterdir()) == []
