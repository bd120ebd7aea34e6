"""One way of reading an extract, in a process of its own: prints what it took as JSON.

`python -m benchmarks.intake_run HOW FILE FOLDER THREADS [ROWS]`: seconds, processor seconds and peak memory in MB.
Importing is not timed.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import polars  # imported here so that its time is not counted

from benchmarks.intake_rules import by_pandas, by_pandera
from joinedup.jobs.check import check, rulebook
from joinedup.jobs.load import load

RECEIVED_ON = date(2026, 4, 20)


def plain(path: Path, folder: Path, threads: int) -> None:
    """What everything is measured against: DuckDB reads all as text and writes Parquet, in clear."""
    with duckdb.connect(config={"threads": threads}) as connection:
        source = f"read_csv('{path}', all_varchar = true)"
        connection.execute(f"COPY (SELECT * FROM {source}) TO '{folder / 'plain.parquet'}' (FORMAT parquet)")


def _loaded(path: Path, folder: Path, threads: int) -> None:
    report = load([path], folder / "w", received_on=RECEIVED_ON, key_path=folder / "key", threads=threads)
    assert report.is_changed, report.lines()


def _checked(path: Path, threads: int) -> None:
    assert check([path], threads=threads).exit_status == 0


def ways(path: Path, folder: Path, threads: int, rows: int | None) -> dict[str, Callable[[], object]]:
    """Return each way by name."""
    return {
        "plain": lambda: plain(path, folder, threads),
        "load": lambda: _loaded(path, folder, threads),
        "check": lambda: _checked(path, threads),
        "pandera": lambda: by_pandera(path),
        "pandas": lambda: by_pandas(path, rows),
    }


def main(how: str, path: Path, folder: Path, threads: int, rows: int | None) -> None:
    """Do it once and print what it took."""
    act = ways(path, folder, threads, rows)[how]
    rulebook()  # read once a process, whatever the file
    assert polars.thread_pool_size() >= 1
    began, spent = time.perf_counter(), time.process_time()
    act()
    seconds, processor = time.perf_counter() - began, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "processor": processor, "peak": peak}))


if __name__ == "__main__":
    how, path, folder, threads, *rows = sys.argv[1:]
    main(how, Path(path), Path(folder), int(threads), int(rows[0]) if rows else None)
