"""The same file twice changes nothing; a correction changes only what it corrects; the old state can still be read.

Said at the level of every table, every indicator and the documents themselves, on the county.
"""

import contextlib
import csv
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from joinedup.claims.codec import from_json, to_json
from joinedup.claims.diff import DATA, diff
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.jobs.assess import assess
from joinedup.jobs.board import lay_out
from joinedup.jobs.county import write_county
from joinedup.jobs.demo import AREAS
from joinedup.jobs.erase import erase
from joinedup.jobs.load import load
from joinedup.jobs.sources import sources_of
from joinedup.kinds.indicator import Base
from joinedup.measures.expressions import columns_read
from joinedup.measures.measure import measure
from joinedup.warehouse.hindsight import Hindsight
from joinedup.warehouse.store import open_warehouse, read_manifest
from support.county_journeys import journeys_of
from support.opened import texts

pytestmark = pytest.mark.slow

APRIL, MAY, LATE_MAY, JUNE, JULY = (
    date(2026, month, day) for month, day in ((4, 20), (5, 10), (5, 20), (6, 3), (7, 1))
)
YEAR = Period.financial_year("2021/22")
YEARS = (YEAR, Period.financial_year("2022/23"))
HOME = Place("X10000001", "Thornmarch")
PLACES = (HOME, Place("X06000001", "Quillhaven"))
OF_EXITS = {
    "exit_reason",
    "is_completed",
    "is_unplanned",
    "is_early_unplanned_exit",
    "represented_6_months",
}
"""Columns of a journey that the reason of its last discharge decides."""


class World:
    """The county as it was sent in April, sent again in May, and corrected in one row late in May."""

    def __init__(self, folder):
        self.files, self.warehouse, self.key = folder / "files", folder / "warehouse", folder / "key"
        write_county(self.files, seed=6, scale=0.1)
        self.load(sorted(self.files.glob("*.csv")), APRIL)
        self.first = self.state()
        self.then = self.documents(folder / "then")
        self.again = self.load(sorted(self.files.glob("*.csv")), MAY)
        self.twice = self.state()
        self.journey = self.chosen()
        self.corrected = self.load([self.correct(folder / "later")], LATE_MAY)
        self.last = self.state()
        opened = open_warehouse(self.warehouse)
        self.now = lay_out(opened, DOCUMENT, PLACES, YEAR).ledger
        opened.close()

    def load(self, files, on):
        report = load(files, self.warehouse, received_on=on, key_path=self.key)
        assert report.exit_status == 0, report.lines()
        return report

    def documents(self, out, **how):
        assess(self.warehouse, areas=AREAS, year=YEAR.label, out=out, dated_on=JULY, **how)
        return out

    def state(self, **how):
        """Every table's rows and every indicator's estimates, in all the years and places."""
        opened = open_warehouse(self.warehouse, **how)
        try:
            tables = rows_of(opened)
            counted = [one for one in indicators().values() if one.base is Base.JOURNEY]
            others = [one for one in indicators().values() if one.base is not Base.JOURNEY]
            found = measure(sources_of(opened), (*counted, *others), PLACES, YEARS, ("sex", "age_band"))
        finally:
            opened.close()
        return tables, {(e.indicator, e.place.code, e.period.label, e.group): e for e in found}

    def chosen(self):
        """Return the first journey of somebody who completed in 2021/22, with one episode, at the first service."""
        return next(
            one
            for one in journeys_of(self.files)
            if one.reason == "completed"
            and YEAR.start <= one.end < YEAR.end
            and one.area == HOME.code
            and len(one.episodes) == 1
            and one.episodes[0].agency == "X0001"
            and one.is_adult
            and one.group == "alcohol-only"
        )

    def correct(self, folder):
        """Write the first service's file anew: that one discharge was no completion."""
        folder.mkdir()
        episode = self.journey.episodes[0].row["EPISODID"]
        for name in ("ndtms_X0001.csv", "ndtms_X0001.csv.toml"):
            shutil.copy(self.files / name, folder / name)
        sidecar, path = folder / "ndtms_X0001.csv.toml", folder / "ndtms_X0001.csv"
        sidecar.write_text(re.sub("extract_on = .*", f"extract_on = {LATE_MAY.isoformat()}", sidecar.read_text()))
        with path.open(encoding="utf-8", newline="") as handle:
            head, *rows = csv.reader(handle)
        at, reason = head.index("EPISODID"), head.index("DISRSN")
        for row in rows:
            if row[at] == episode:
                row[reason] = "85"
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([head, *rows])
        return path


def rows_of(opened):
    """Every table's rows, each with how often it stands there."""
    return {
        name: Counter(tuple(row.items()) for row in opened.table(name).to_pyarrow().to_pylist())
        for name in opened.manifest.columns
    }


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return World(tmp_path_factory.mktemp("world"))


def without_delivery(rows):
    """Rows without the name of the delivery that they came in."""
    bare = Counter()
    for row, times in rows.items():
        bare[tuple(pair for pair in row if pair[0] != "delivery_id")] += times
    return bare


def said(estimate):
    """All that an estimate says but in which deliveries it came."""
    return replace(estimate, provenance=replace(estimate.provenance, deliveries=()))


def test_the_same_files_twice_change_nothing(world):
    assert not world.again.is_changed
    assert world.twice == world.first
    assert all(one.verdict.startswith("Unchanged") for one in world.again.files)


def test_a_correction_changes_one_cell_of_one_table_and_no_other_row(world):
    (before, _), (after, _) = world.first, world.last
    assert before.keys() == after.keys()
    assert sum(sum(rows.values()) for rows in before.values()) > 5_000
    changed = {name for name in before if without_delivery(before[name]) != without_delivery(after[name])}
    assert changed == {"episode"}
    old, new = without_delivery(before["episode"]), without_delivery(after["episode"])
    ((was, _),), ((now, _),) = (old - new).items(), (new - old).items()
    assert [(one, other) for one, other in zip(was, now, strict=True) if one != other] == [
        (("disrsn", world.journey.episodes[0].row["DISRSN"]), ("disrsn", "85"))
    ]


def test_rows_of_other_senders_are_the_very_same(world):
    (before, _), (after, _) = world.first, world.last
    for name in before:
        came = {dict(row)["delivery_id"] for row in (after[name] - before[name]) if "delivery_id" in dict(row)}
        assert all(one.startswith("x0001-ndtms-adult-") for one in came), name


def test_a_correction_moves_only_figures_that_read_what_it_corrected(world):
    (_, before), (_, after) = world.first, world.last
    assert before.keys() == after.keys()
    moved = {key for key in before if said(before[key]) != said(after[key])}
    assert moved
    sex, band = world.journey.person[-1], age_band(world.journey.age)
    groups = {None, ("sex", {"1": "male", "2": "female"}[sex]), ("age_band", band)}
    for slug, area, _, group in moved:
        indicator = indicators()[slug]
        assert indicator.base is Base.JOURNEY, slug
        assert set(columns_read(indicator)) & OF_EXITS, slug
        assert (area, group in groups) == (HOME.code, True), (slug, group)
    assert {period for _, _, period, _ in moved} == {YEAR.label}
    assert {"alcohol-completion-of-exits", "alcohol-completion-of-all"} <= {slug for slug, *_ in moved}
    assert not [slug for slug, *_ in moved if slug.startswith(("opiate", "non-opiate", "young"))]


def age_band(age):
    return next(
        (f"{low}-{high}" for low, high in ((18, 29), (30, 39), (40, 49), (50, 59)) if low <= age <= high), "60+"
    )


def test_one_completion_fewer_is_told_of_the_same_exits(world):
    key = ("alcohol-completion-of-exits", HOME.code, YEAR.label, None)
    one, other = world.first[1][key], world.last[1][key]
    assert (other.numerator, other.denominator) == (one.numerator - 1, one.denominator)


def test_the_difference_of_the_ledgers_names_the_figures_the_cause_and_the_file(world):
    changes = diff(from_json((world.then / "claims.json").read_text()), world.now)
    assert "alcohol-completion-of-exits" in {one.indicator for one in changes.moved}
    assert {one.place for one in changes.moved} == {"Thornmarch"}
    assert {cause for one in changes.moved for cause, _ in one.parts} == {DATA}
    (file,) = changes.files
    assert file.sentence == (
        "Thornmarch Recovery Service (synthetic): ndtms_X0001.csv of 2026-05-20, in place of ndtms_X0001.csv of "
        "2026-04-20"
    )
    assert any(file.sentence in line for line in changes.lines())


def test_every_day_before_the_correction_reads_as_it_was(world):
    assert world.state(as_of=date(2026, 5, 19)) == world.first
    for day in (APRIL, MAY):
        with contextlib.closing(open_warehouse(world.warehouse, as_of=day)) as opened:
            assert rows_of(opened) == world.first[0]


def test_from_its_day_on_the_correction_is_read(world):
    assert world.state(as_of=LATE_MAY) == world.last
    with pytest.raises(Refusal, match="Nothing had been received"):
        world.state(as_of=date(2026, 4, 19))


@pytest.fixture(scope="module")
def as_known(world, tmp_path_factory):
    return world.documents(tmp_path_factory.mktemp("as known") / "documents", as_of=MAY)


def test_documents_as_known_then_are_those_made_then_but_for_saying_so(world, as_known):
    then, known = (json.loads((folder / "claims.json").read_text()) for folder in (world.then, as_known))
    assert known.pop("as_known") == {"on": MAY.isoformat(), "erased": 0, "destroyed": 0}
    assert known == then
    page = (as_known / "needs-assessment.html").read_text()
    for added in (
        ", as known on 10 May 2026",
        "<li><strong>As known on 10 May 2026: what was received after that day is not in it.</strong></li>\n",
        "<dt>As known on</dt><dd>10 May 2026</dd>",
    ):
        assert page.count(added) == 1, added
        page = page.replace(added, "")
    assert page == (world.then / "needs-assessment.html").read_text()
    assert json.loads(to_json(world.now))["claims"] != then["claims"]


def test_every_file_says_as_of_which_day_it_is(as_known):
    for path in sorted(as_known.iterdir()):
        text = " ".join(" ".join(re.sub("<[^>]*>", "", one) for _, one in texts(path)).split())
        assert "10 May 2026" in text or '"on": "2026-05-10"' in text, path.name


def test_what_a_day_still_to_come_will_know_is_refused(world, tmp_path):
    with pytest.raises(Refusal, match="A document of 1 July 2026 cannot say what was known on 2 July 2026"):
        world.documents(tmp_path / "out", as_of=date(2026, 7, 2))
    assert not (tmp_path / "out").exists()


def test_whoever_was_erased_since_is_in_no_document_as_known_and_it_says_so(world, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(world.warehouse.parent, copy)
    home = copy / "warehouse"
    listed = tmp_path / "list.csv"
    listed.write_text(f"AGNCY,CLIENTID\nX0001,{world.journey.episodes[0].row['CLIENTID']}\n")
    done = erase(
        home,
        at=datetime(2026, 6, 3, 12, tzinfo=UTC),
        on=JUNE,
        key_path=copy / "key",
        ring=copy / "key.ring",
        people=listed,
    )
    assert done.done
    out = tmp_path / "documents"
    result = assess(home, areas=AREAS, year=YEAR.label, out=out, dated_on=JULY, as_of=MAY)
    few = "A few people have been erased from these records since then, and are not in it."
    assert f"  {few}" in result.lines()
    assert few in (out / "needs-assessment.html").read_text()
    ledger = json.loads((out / "claims.json").read_text())
    assert ledger["as_known"] == {"on": MAY.isoformat(), "erased": None, "destroyed": 0}
    kept = {one.id: one for one in read_manifest(home, as_of=MAY).deliveries}
    assert any(one.erased for one in kept.values())
    opened = open_warehouse(home, as_of=MAY)
    try:
        found = measure(sources_of(opened), [indicators()["alcohol-completion-of-exits"]], [HOME], [YEAR])
    finally:
        opened.close()
    key = ("alcohol-completion-of-exits", HOME.code, YEAR.label, None)
    was = world.first[1][key]
    assert (found[0].numerator, found[0].denominator) == (was.numerator - 1, was.denominator - 1)
    with contextlib.closing(open_warehouse(home, as_of=JUNE)) as later:
        assert later.hindsight == Hindsight(JUNE)
