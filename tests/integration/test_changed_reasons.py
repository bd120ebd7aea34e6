"""For 50 people chosen by seed the discharge reason changes: what `claims diff` lists is what the twin says moved."""

import csv
import random
import shutil
from dataclasses import replace

import pytest

from joinedup.claims.diff import BOTH, DATA, DEFINITION, diff
from joinedup.core.period import Period
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.jobs.assess import places_of
from joinedup.jobs.board import lay_out
from joinedup.jobs.county import write_county
from joinedup.jobs.demo import AREAS, RECEIVED_ON
from joinedup.jobs.load import load
from joinedup.kinds.indicator import Base, Unit
from joinedup.warehouse.contracts import JOURNEY
from joinedup.warehouse.store import open_warehouse
from support.county_journeys import EXIT_GROUPS, journeys_of
from support.journey_cases import plain_rules
from support.twin.journeys import journey_rows
from support.twin.keys import keys_under
from support.twin.measure import measure
from support.twin.reading import read_episodes

pytestmark = pytest.mark.slow

YEAR = Period.financial_year("2021/22")
SEED, PEOPLE = 20220401, 50
ALTERED = "alcohol-completion-of-exits"


class World:
    """One county's files, the warehouse they were loaded into, and the board laid out from it."""

    def __init__(self, files, home, key):
        self.files = files
        report = load(sorted(files.glob("*.csv")), home, received_on=RECEIVED_ON, key_path=key)
        assert report.exit_status == 0, report.lines()
        self.warehouse = home
        self.board = self.laid_out()

    def laid_out(self, declared=None):
        opened = open_warehouse(self.warehouse)
        try:
            return lay_out(opened, DOCUMENT, places_of(opened, AREAS), YEAR, declared=declared)
        finally:
            opened.close()


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return tmp_path_factory.mktemp("key") / "installation.key"


@pytest.fixture(scope="module")
def before(tmp_path_factory, key):
    folder = tmp_path_factory.mktemp("before")
    write_county(folder / "files", seed=3, scale=0.15)
    return World(folder / "files", folder / "warehouse", key)


@pytest.fixture(scope="module")
def after(before, tmp_path_factory, key):
    folder = tmp_path_factory.mktemp("after")
    shutil.copytree(before.files, folder / "files")
    reasons = chosen(before.files)
    changed = sum(change(path, reasons) for path in sorted((folder / "files").glob("ndtms_*.csv")))
    assert changed >= len(reasons) >= PEOPLE
    return World(folder / "files", folder / "warehouse", key)


@pytest.fixture(scope="module")
def told(before, after):
    return diff(before.board.ledger, after.board.ledger)


@pytest.fixture(scope="module")
def twin(before, after, key):
    """What the twin counts before and after, for each figure visible in both documents."""
    key_of = keys_under(bytes.fromhex(key.read_text(encoding="ascii")))
    figures = [both for both in visible_in_both(before.board, after.board) if both[0].place.code in AREAS]
    counts = {}
    for world in (before, after):
        episodes = read_episodes(sorted(world.files.glob("ndtms_*.csv")), plain_rules(), key_of)
        for period in sorted({figure.period for figure, _ in figures}):
            rows = journey_rows(episodes, period, plain_rules())
            for figure, _ in (both for both in figures if both[0].period == period):
                indicator = indicators()[figure.indicator]
                if indicator.base is Base.JOURNEY:
                    column, group = figure.group or (None, None)
                    asked = rows if column is None else [row for row in rows if row[column] == group]
                    counted = measure(indicator, asked, tuple(JOURNEY), area=figure.place.code)
                    counts.setdefault(about(figure), []).append((counted.numerator, counted.denominator))
    return counts


def chosen(files):
    """Return the new reason of each last episode of 50 people who left in 2021/22, by agency and episode."""
    draw = random.Random(SEED)
    leaving = {}
    for journey in journeys_of(files):
        if journey.end is not None and YEAR.start <= journey.end < YEAR.end and journey.area in AREAS:
            leaving[journey.person] = journey
    reasons = {}
    for person in draw.sample(sorted(leaving), PEOPLE):
        journey = leaving[person]
        others = sorted(code for code, group in EXIT_GROUPS.items() if group != journey.reason)
        reason = draw.choice(others)
        for episode in journey.episodes:
            if episode.discharged == journey.end:
                reasons[episode.agency, episode.row["EPISODID"]] = reason
    return reasons


def change(path, reasons):
    """Put the new reasons into every row of those episodes; return how many rows changed."""
    with path.open(encoding="utf-8", newline="") as handle:
        head, *rows = csv.reader(handle)
    agency, episode, consent, reason = (head.index(name) for name in ("AGNCY", "EPISODID", "CONSENT", "DISRSN"))
    changed = 0
    for row in rows:
        if len(row) == len(head) and row[consent] == "Y" and (row[agency], row[episode]) in reasons:
            row[reason] = reasons[row[agency], row[episode]]
            changed += 1
    if changed:
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, quoting=csv.QUOTE_ALL).writerows([head, *rows])
    return changed


def visible_in_both(one, other):
    """Return the pairs of figures that claims of both boards tell, each once."""

    def told(board):
        figures = (figure for claim in board.ledger.claims for figure in claim.about)
        return {about(figure): figure for figure in figures if figure.is_visible}

    olds, news = told(one), told(other)
    return [(olds[key], news[key]) for key in sorted(olds.keys() & news.keys(), key=str)]


def about(figure):
    return (figure.indicator, figure.place.name, figure.group, figure.period.label)


def about_moved(one):
    return (one.indicator, one.place, one.group, one.period)


def test_what_moved_is_exactly_what_the_twin_says_moved(told, twin):
    moved = {about_moved(one) for one in told.moved}
    expected = {about for about, (old, new) in twin.items() if old != new}
    assert moved == expected
    assert len({one.indicator for one in told.moved}) > 5
    assert {one.place for one in told.moved} == {"Thornmarch", "Quillhaven"}
    assert len(moved) < len(twin) / 2


def test_the_counts_before_and_after_are_the_twins(told, twin):
    assert told.moved
    for one in told.moved:
        for (numerator, denominator), (counted, known) in zip(one.counts, twin[about_moved(one)], strict=True):
            if numerator is not None:
                assert numerator == counted, one
            if indicators()[one.indicator].unit in (Unit.PERCENT, Unit.DAYS):
                assert denominator == known, one


def test_what_did_not_move_is_still_the_twins(before, after, twin):
    for old, new in visible_in_both(before.board, after.board):
        for figure, (counted, _) in zip((old, new), twin.get(about(old), ()), strict=False):
            if figure.numerator is not None:
                assert figure.numerator == counted, about(figure)


def test_every_cause_is_the_data(told):
    for one in told.moved:
        step = None if one.old is None or one.new is None else one.new - one.old
        assert one.parts == ((DATA, step),)
    assert {cause for change in (*told.words_lost, *told.words_gained) for cause in change.causes} <= {DATA}
    said = "\n".join(told.lines())
    assert "withdrawn" not in said
    assert all(f"{one.indicator}, {one.place}" in said for one in told.moved)


def test_a_claim_that_comes_or_goes_does_so_because_a_figure_was_hidden_or_is_now_told(told, before, after):
    hidden = {claim.subject_id for claim in after.board.ledger.claims if not all(f.is_visible for f in claim.about)}
    was = {claim.subject_id for claim in before.board.ledger.claims if not all(f.is_visible for f in claim.about)}
    for one in told.lost:
        assert one.reason in ("a figure became hidden", "it is no longer asked for"), one
    assert {one.subject_id for one in told.lost if one.reason == "a figure became hidden"} <= hidden
    assert {one.subject_id for one in told.new if one.reason == "a figure is now told"} <= was


def test_a_changed_definition_gets_its_own_part_beside_the_datas(before, after):
    """New data and one new definition: the old definitions on the new data say how much each did."""
    old = indicators()[ALTERED]
    declared = {**indicators(), ALTERED: replace(old, among=indicators()["alcohol-completion-of-all"].among)}
    new = after.laid_out(declared)
    changes = diff(before.board.ledger, new.ledger, remeasured=after.board.ledger)
    middle = {about(figure): figure for _, figure in visible_in_both(before.board, after.board)}
    assert changes.moved
    for one in changes.moved:
        causes = [cause for cause, _ in one.parts]
        assert (DEFINITION in causes) == (one.indicator == ALTERED), one
        between = middle[about_moved(one)].value
        steps = {DATA: one.old is not None and between is not None, DEFINITION: None not in (one.new, between)}
        assert all((part is not None) == steps[cause] for cause, part in one.parts), one
        if all(steps.values()):
            assert sum(part for _, part in one.parts) == pytest.approx(one.new - one.old), one
            assert dict(one.parts).get(DATA, 0.0) == pytest.approx(between - one.old)
    altered = {one.place for one in changes.moved if one.indicator == ALTERED and one.group is None}
    assert altered == {"Thornmarch", "Quillhaven"}
    assert any(len(one.parts) == 2 and None not in dict(one.parts).values() for one in changes.moved)
    without = diff(before.board.ledger, new.ledger)
    assert {cause for one in without.moved if one.indicator == ALTERED for cause, _ in one.parts} == {BOTH}
