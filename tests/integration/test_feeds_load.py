"""Partner feeds in a warehouse: sent twice, corrected, read as of a day, overlapping, and under an agreement."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds
from joinedup.jobs.county import write_county
from joinedup.jobs.load import load
from joinedup.jobs.purpose import PURPOSE
from joinedup.sharing.decide import Grant
from joinedup.warehouse.store import open_warehouse, read_manifest
from support.agreements import SEIZURES, fields_of

FEED = feeds()["police-seizures"]


def send(folder, covers, rows, *, sender="X0103", extract_on="2026-04-10", area="X06000001", name="seizures.csv"):
    """Write a file of seizures: `rows` are (month, substance, seizures)."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    lines = [",".join(FEED.headers), *(f"{month},{area},{what},{many},{10 * many}" for month, what, many in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.with_name(path.name + ".toml").write_text(
        f'sender = "{sender}"\nsender_name = "Constabulary"\nfeed = "police-seizures"\n'
        f"extract_on = {extract_on}\ncovers_from = {covers[0]}\ncovers_to = {covers[1]}\n",
        encoding="utf-8",
    )
    return path


def seizures(warehouse, **how):
    opened = open_warehouse(warehouse, **how)
    try:
        rows = opened.table(FEED.table).order_by(["start_on", "substance"]).to_pyarrow().to_pylist()
        return [(row["start_on"].isoformat(), row["substance"], row["seizures"]) for row in rows]
    finally:
        opened.close()


JANUARY, FEBRUARY = ("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")
ONE, TWO = ("2026-01-01", "crack", 4), ("2026-02-01", "crack", 7)


@pytest.fixture
def two_months(tmp_path):
    house = tmp_path / "warehouse"
    files = [send(tmp_path / "in", JANUARY, [ONE], name="a.csv"), send(tmp_path / "in", FEBRUARY, [TWO], name="b.csv")]
    report = load(files, house, received_on=date(2026, 3, 5))
    assert report.exit_status == 0, report.lines()
    return house, files


def test_files_of_one_feed_add_up_and_the_same_file_twice_changes_nothing(two_months):
    house, files = two_months
    assert seizures(house) == [ONE, TWO]
    again = load(files, house, received_on=date(2026, 3, 6))
    assert not again.is_changed
    assert [one.verdict[:9] for one in again.files] == ["Unchanged", "Unchanged"]


def test_a_correction_changes_only_the_time_it_covers_and_the_old_state_can_be_read(two_months, tmp_path):
    house, _ = two_months
    mended = send(tmp_path / "later", FEBRUARY, [("2026-02-01", "crack", 9)], extract_on="2026-04-20")
    report = load([mended], house, received_on=date(2026, 4, 21))
    assert "Loaded in place of b.csv" in report.files[0].verdict
    assert seizures(house) == [ONE, ("2026-02-01", "crack", 9)]
    assert seizures(house, as_of=date(2026, 3, 31)) == [ONE, TWO]


def test_a_file_that_covers_both_months_takes_the_place_of_both(two_months, tmp_path):
    house, _ = two_months
    both = ("2026-01-01", "2026-03-01")
    load([send(tmp_path / "later", both, [ONE], extract_on="2026-04-20")], house, received_on=date(2026, 4, 21))
    assert seizures(house) == [ONE]
    assert len(read_manifest(house).deliveries) == 1


@pytest.mark.parametrize(
    ("covers", "extract_on", "says"),
    [
        (("2026-02-01", "2026-04-01"), "2026-04-20", None),
        (("2026-01-01", "2026-02-15"), "2026-04-20", "the first of a month"),
        (JANUARY, "2026-02-02", "it is older than the delivery held"),
    ],
)
def test_a_file_that_would_count_time_twice_or_go_back_is_refused(two_months, tmp_path, covers, extract_on, says):
    house, _ = two_months
    report = load([send(tmp_path / "l", covers, [TWO], extract_on=extract_on)], house, received_on=date(2026, 4, 21))
    assert (says is None) == report.is_changed
    if says:
        assert says in report.files[0].verdict


def test_a_file_that_covers_some_of_what_another_does_is_refused(two_months, tmp_path):
    house, _ = two_months
    wide = send(tmp_path / "wide", ("2026-03-01", "2026-05-01"), [], extract_on="2026-05-02")
    assert load([wide], house, received_on=date(2026, 5, 3)).is_changed
    part = send(tmp_path / "part", ("2026-04-01", "2026-06-01"), [], extract_on="2026-06-02")
    report = load([part], house, received_on=date(2026, 6, 3))
    assert not report.is_changed
    assert "covers part of what" in report.files[0].verdict


def test_a_file_without_rows_says_that_there_were_none(two_months, tmp_path):
    house, _ = two_months
    report = load([send(tmp_path / "n", ("2026-03-01", "2026-04-01"), [])], house, received_on=date(2026, 4, 11))
    assert report.is_changed
    assert "taken to mean that there were none" in "\n".join(report.lines())
    assert seizures(house) == [ONE, TWO]


def test_columns_outside_the_feed_are_neither_read_nor_kept_nor_repeated(tmp_path):
    path = send(tmp_path / "in", JANUARY, [ONE])
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header},Name of person\n{row},Ada Example\n", encoding="utf-8")
    report = load([path], tmp_path / "warehouse", received_on=date(2026, 3, 5))
    assert report.is_changed
    text = "\n".join(report.lines())
    assert "1 column is not part of the feed" in text
    assert "Name of person" not in text
    for file in (tmp_path / "warehouse").rglob("*"):
        assert not file.is_file() or b"Ada Example" not in file.read_bytes()


def test_an_unknown_code_is_kept_as_not_known_and_its_text_nowhere(tmp_path):
    path = send(tmp_path / "in", JANUARY, [("2026-01-01", "Ada Example", 4)])
    load([path], tmp_path / "warehouse", received_on=date(2026, 3, 5))
    assert seizures(tmp_path / "warehouse") == [("2026-01-01", "not known to us", 4)]
    for file in (tmp_path / "warehouse").rglob("*"):
        assert not file.is_file() or b"Ada Example" not in file.read_bytes()


def test_counts_about_a_real_place_come_in_and_are_opened_only_under_an_agreement(tmp_path):
    house = tmp_path / "warehouse"
    path = send(tmp_path / "in", JANUARY, [ONE], sender="police", area="E07000008")
    bare = load([path], house, received_on=date(2026, 3, 5))
    assert not bare.is_changed
    assert "no agreement was named" in bare.files[0].verdict
    agreement = tmp_path / "agreement.toml"
    agreement.write_text(SEIZURES, encoding="utf-8")
    assert load([path], house, received_on=date(2026, 3, 5), agreement=agreement).is_changed
    with pytest.raises(Refusal, match="open only with a yes"):
        seizures(house)
    at = datetime(2026, 3, 6, tzinfo=UTC)
    grant = Grant(read_manifest(house).deliveries[0].agreement, PURPOSE, ("police-seizures",), at, None)
    fields = fields_of("police-seizures")
    less = replace(grant, shared=(("police-seizures", tuple(set(fields) - {"seizures"})),))
    assert seizures(house, grant=less) == [(*ONE[:2], None)]  # held, and shared no more
    grant = replace(grant, shared=(("police-seizures", fields),))
    assert seizures(house, grant=grant) == [ONE]
    invented = load([send(tmp_path / "x", JANUARY, [ONE], name="x.csv")], house, received_on=date(2026, 3, 7))
    assert not invented.is_changed
    assert "warehouse of its own" in invented.files[0].verdict


def test_the_countys_correction_changes_the_one_count_it_says(tmp_path):
    write_county(tmp_path / "files", seed=4, scale=0.2)
    truth = json.loads((tmp_path / "files" / "truth" / "feeds.json").read_text(encoding="utf-8"))
    (change,) = truth["corrections"]
    house = tmp_path / "warehouse"
    load([tmp_path / "files" / change["in_place_of"]], house, received_on=date(2026, 4, 10))
    load([tmp_path / "files" / change["file"]], house, received_on=date(2026, 4, 18))

    def callouts(**how):
        opened = open_warehouse(house, **how)
        try:
            rows = opened.table("feed_ambulance_overdoses").to_pyarrow().to_pylist()
        finally:
            opened.close()
        keys = tuple(change["about"])
        return {tuple(str(row[key]) for key in keys): str(row[change["field"]]) for row in rows}

    before, after = callouts(as_of=date(2026, 4, 10)), callouts()
    about = tuple(change["about"].values())
    assert {key for key in before | after if before.get(key) != after.get(key)} == {about}
    assert (before[about], after[about]) == (change["was"], change["now"])
