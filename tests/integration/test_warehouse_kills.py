"""Loads killed with -9 at any moment, readers beside them: only the old state or the new one is ever seen."""

import random
import shutil
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

import support.loading
from joinedup.core.refusal import Refusal
from joinedup.jobs.load import load
from joinedup.warehouse.folder import is_warehouse
from joinedup.warehouse.store import open_warehouse, read_manifest
from support import acts
from support.extract import SIDECAR, row, write_extract
from support.stopping import begun, states_on_the_way
from support.vault_place import Place

FIRST_DAY = date(2026, 4, 20)


def deliver(folder: Path, number: int) -> list[Path]:
    """Write two files of one load that hold the same number of rows, so that a torn state shows."""
    day = (FIRST_DAY + timedelta(days=number)).isoformat()
    rows = [row(EPISODID=f"e{i}", CLIENTID=f"c{i}") for i in range(number)]
    extract = write_extract(folder / f"extract-{number}.csv", rows, sidecar=dict(SIDECAR) | {"extract_on": day})
    table = folder / f"prevalence-{number}.csv"
    lines = [f"need-{i},X10000001,Thornmarch,2020,{i},,,0.95,invented,local" for i in range(number)]
    table.write_text(
        "measure,area,area_name,year,estimate,low,high,confidence,source,status\n" + "\n".join(lines) + "\n"
    )
    said = dict(SIDECAR) | {"sender": '"X-estimates"', "feed": '"prevalence"', "extract_on": day}
    del said["letter"]
    table.with_name(table.name + ".toml").write_text("".join(f"{key} = {value}\n" for key, value in said.items()))
    return [extract, table]


def start_load(warehouse: Path, key: Path, number: int, files: list[Path]) -> subprocess.Popen[str]:
    command = [sys.executable, support.loading.__file__, (FIRST_DAY + timedelta(days=number)).isoformat()]
    process = subprocess.Popen(
        [*command, str(warehouse), str(key), *map(str, files)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdout.close()
    return process


class Reader(threading.Thread):
    """Opens the warehouse over and over; keeps what it saw and what went wrong."""

    def __init__(self, warehouse: Path, stop: threading.Event):
        super().__init__()
        self.warehouse, self.stop = warehouse, stop
        self.seen: list[tuple[int, int]] = []
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.stop.wait(0.1):
            if not is_warehouse(self.warehouse):
                continue
            try:
                opened = open_warehouse(self.warehouse, threads=1)
                counts = {
                    table: opened.table(table).count().to_pyarrow().as_py() for table in ("episode", "prevalence")
                }
                named = {int(one.file_name.split("-")[1].removesuffix(".csv")) for one in opened.manifest.deliveries}
                opened.close()
            except Exception as fault:  # any failed read at all is what is looked for
                self.faults.append(repr(fault))
                continue
            if named != set(counts.values()) or len(named) != 1:
                self.faults.append(f"torn: {counts} of {named}")
            self.seen.append((opened.manifest.number, min(named)))


@pytest.mark.slow
@pytest.mark.parametrize(("loads", "readers"), [(9, 2), pytest.param(60, 4, marks=pytest.mark.evidence)])
def test_a_killed_load_leaves_the_old_state_or_the_new_one(tmp_path, loads, readers):
    chance = random.Random(20260420)
    warehouse, key = tmp_path / "warehouse", tmp_path / "installation.key"
    stop = threading.Event()
    watching = [Reader(warehouse, stop) for _ in range(readers)]
    killed, took = 0, 1.0
    try:
        for reader in watching:
            reader.start()
        for number in range(1, loads + 1):
            before = read_manifest(warehouse).number if is_warehouse(warehouse) else 0
            process = start_load(warehouse, key, number, deliver(tmp_path, number))
            began = time.monotonic()
            if number % 3 == 2:
                time.sleep(chance.uniform(0, 1.1 * took))
                process.kill()
                process.wait()
                killed += 1
                assert (read_manifest(warehouse).number if is_warehouse(warehouse) else 0) in (before, before + 1)
            else:
                assert process.wait() == 0
                took = time.monotonic() - began
                assert read_manifest(warehouse).number == before + 1
    finally:
        stop.set()
        for reader in watching:
            reader.join()
    assert killed == loads // 3
    assert [fault for reader in watching for fault in reader.faults] == []
    for reader in watching:
        assert reader.seen == sorted(reader.seen)
        assert len({number for number, _ in reader.seen}) > 1


def test_what_a_killed_load_left_is_swept_by_the_next(tmp_path):
    warehouse, key = tmp_path / "warehouse", tmp_path / "installation.key"
    load(deliver(tmp_path, 1), warehouse, received_on=FIRST_DAY, key_path=key)
    held = {entry.name for entry in (warehouse / "deliveries").iterdir()}
    for left in (
        "staging/file-1/flat.parquet",
        "deliveries/half/episode.parquet",
        "versions/2/manifest.json",
        "spill/999999999/x",
    ):
        (warehouse / left).parent.mkdir(parents=True)
        (warehouse / left).write_text("rubbish")
    (warehouse / "CURRENT.new").write_text("2")
    assert read_manifest(warehouse).number == 1
    load(deliver(tmp_path, 2), warehouse, received_on=FIRST_DAY, key_path=key)
    assert list((warehouse / "staging").iterdir()) == []
    assert list((warehouse / "spill").iterdir()) == []
    assert not (warehouse / "CURRENT.new").exists()
    now = {entry.name for entry in (warehouse / "deliveries").iterdir()}
    assert held < now
    assert "half" not in now
    assert {one.id for one in read_manifest(warehouse).deliveries} == now - held


def test_a_second_load_waits_for_the_first(tmp_path):
    warehouse, key = tmp_path / "warehouse", tmp_path / "installation.key"
    first = start_load(warehouse, key, 1, deliver(tmp_path, 1)[:1])
    second = start_load(warehouse, key, 2, deliver(tmp_path, 2)[1:])
    assert (first.wait(), second.wait()) == (0, 0)
    manifest = read_manifest(warehouse)
    assert manifest.number == 2
    assert {one.feed for one in manifest.deliveries} == {"ndtms-adult", "prevalence"}


def held(warehouse: Path) -> tuple[int, dict[str, int]]:
    """Return the version read and the rows of its two tables."""
    opened = open_warehouse(warehouse, threads=1)
    try:
        tables = ("episode", "prevalence")
        return opened.manifest.number, {name: opened.table(name).count().to_pyarrow().as_py() for name in tables}
    finally:
        opened.close()


@pytest.mark.slow
def test_killed_at_fifty_moments_of_a_load_the_warehouse_is_whole_and_running_it_again_completes_it(in_memory):
    """The moments are drawn one from each fiftieth of the time that a load takes, here and now."""
    chance, day = random.Random(50), FIRST_DAY + timedelta(days=1)
    whole = Place(in_memory / "whole")
    assert whole.load_files(*deliver(whole.folder, 1), on=FIRST_DAY, threads=1).exit_status == 0
    files = [one.name for one in deliver(whole.folder, 2)]
    before, after = (1, {"episode": 1, "prevalence": 1}), (2, {"episode": 2, "prevalence": 2})

    def run(seconds: float | None) -> tuple[Place, bool, float]:
        place = whole.copied_to(in_memory / "now")
        began = time.monotonic()
        process = begun(acts.load, place.folder, day, *files)
        process.join(seconds)
        process.kill()
        process.join()
        return place, process.exitcode != 0, time.monotonic() - began

    took = min(run(None)[2] for _ in range(3))
    killed, seen = 0, []
    while killed < 50:
        place, was_killed, _ = run((killed + chance.random()) / 50 * took)
        if not was_killed:  # this one was quicker than the three above
            took *= 0.98
            continue
        killed += 1
        seen.append(held(place.warehouse))
        assert seen[-1] in (before, after)
        assert place.load_files(*(place.folder / name for name in files), on=day, threads=1).exit_status == 0
        assert held(place.warehouse) == after
        assert [entry for part in ("staging", "spill") for entry in (place.warehouse / part).iterdir()] == []
    assert before in seen


@pytest.mark.slow
def test_a_first_load_killed_at_any_step_is_none_or_whole_and_its_keys_are_used_again(in_memory):
    """Of steps that leave the same files outside the staging folder only the last is gone on with."""
    place = Place(in_memory / "first")
    names = [one.name for one in deliver(place.folder, 1)]
    found = {}
    for state in states_on_the_way(acts.load, place.folder, in_memory / "states", FIRST_DAY, *names):
        files = {str(path.relative_to(state)) for path in state.rglob("*") if path.is_file()}
        found[frozenset(one for one in files if not one.startswith("w/staging"))] = state
    assert len(found) > 10
    for state in found.values():
        shutil.rmtree(place.folder)
        state.rename(place.folder)
        key = place.key.read_text() if place.key.exists() else None
        if is_warehouse(place.warehouse):
            assert held(place.warehouse) == (1, {"episode": 1, "prevalence": 1})
        else:
            with pytest.raises(Refusal, match="is not a warehouse"):
                read_manifest(place.warehouse)
        report = place.load_files(*(place.folder / name for name in names), on=FIRST_DAY, threads=1)
        assert report.exit_status == 0, report.lines()
        assert held(place.warehouse) == (1, {"episode": 1, "prevalence": 1})
        assert key in (None, place.key.read_text())
