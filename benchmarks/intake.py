"""How long a full check and load of an NDTMS extract takes, and in how much memory, beside a plain read."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.intake_files import filled_headers, write_file
from benchmarks.intake_rules import ASKED
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.intake.questions import Rules, level_queries

TITLE = "Intake: how long a check and load takes, and how much memory"
SIZES = (250_000, 2_000_000)
RUNS = {250_000: 3, 2_000_000: 1}
LOOP_ROWS = 50_000
"""Rows that the loop over pandas is run on; its seconds are scaled to all."""
TIMES_PLAIN = 3
MOST_MB = 2_000
FLAT_MB = 900
"""What the larger file may take more than the smaller, eight times shorter."""
THREADS = os.cpu_count() or 1
WAYS = {
    "plain": "DuckDB, read as text and write Parquet",
    "load": "**ours: full check and load**",
    "check": "ours: check only",
    "pandera": f"pandera on Polars, {ASKED} questions, nothing written",
    "pandas": f"a loop over pandas, {ASKED} questions, nothing written",
}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds, processor seconds and peak MB of one run."""

    seconds: float
    processor: float
    peak: float


def measure(sizes: Sequence[int] = SIZES) -> tuple[list[str], bool]:
    """Return printed lines and whether both goals held."""
    with tempfile.TemporaryDirectory() as name:
        took = {rows: _measured(rows, Path(name)) for rows in sizes}
    lines = [
        "Invented extracts, the same bytes from the same number of rows (no seed): two rows an episode, one row in",
        f"fifty faulty, {len(filled_headers())} of {_emitted()} columns filled. Each way is run in a process of its",
        f"own, all in turn, {_runs(sizes)} (pandera and pandas once). Given are the middle one of the seconds and of",
        "each run's ratio to the plain read of its turn, and the highest peak of memory (RSS of the process, with all",
        f"it has imported). DuckDB and ours have {THREADS} threads: all that this machine has. The plain read may use",
        "as much memory as it likes; ours gives its engine 1 GB, and the promise of more while it writes what it read.",
        "",
        f"Ours asks {_asked()} questions of {len(RULES)} rules, types every cell, splits the file into tables, makes",
        "keyed pseudonyms, and compresses, encrypts and writes them. Of a column without values it asks nothing that a",
        f"blank cannot break. The others ask {ASKED} of the same questions (that they count the same rows is a test),",
        "read and type only what those need, and write nothing. pandera is handed the columns by Polars; the loop is",
        f"run on {LOOP_ROWS:,} rows and its seconds are scaled; its memory is as it was on those.",
    ]
    ratios, peaks = {}, {}
    for rows, each in took.items():
        lines += [
            "",
            f"## {rows:,} rows",
            "",
            "| what | seconds | processor | times plain | peak MB |",
            "|---|---|---|---|---|",
        ]
        plain = each["plain"]
        for how, runs in each.items():
            ratio = statistics.median(mine.seconds / base.seconds for mine, base in zip(runs, plain, strict=False))
            seconds, processor = (
                statistics.median(getattr(run, what) for run in runs) for what in ("seconds", "processor")
            )
            peak = max(run.peak for run in runs)
            lines.append(f"| {WAYS[how]} | {seconds:.1f} | {processor:.1f} | {ratio:.1f} | {peak:,.0f} |")
            if how == "load":
                ratios[rows], peaks[rows] = ratio, peak
    grown = max(peaks.values()) - min(peaks.values())
    is_fast = max(ratios.values()) <= TIMES_PLAIN
    is_small = max(peaks.values()) < MOST_MB and grown < FLAT_MB
    lines += [
        "",
        f"Goal, check and load within {TIMES_PLAIN} times the plain read: {'held' if is_fast else 'not held'} "
        f"({', '.join(f'{ratio:.1f} at {rows:,} rows' for rows, ratio in ratios.items())}).",
        f"Goal, under {MOST_MB:,} MB whatever the size: {'held' if is_small else 'not held'} "
        f"({grown:,.0f} MB more for the largest file than for the smallest).",
    ]
    return lines, is_fast and is_small


def _measured(rows: int, folder: Path) -> dict[str, list[Took]]:
    path = write_file(folder / f"extract-{rows}.csv", rows)
    found: dict[str, list[Took]] = {how: [] for how in WAYS}
    for turn in range(RUNS.get(rows, 1)):
        for how in WAYS:
            if turn and how in ("pandera", "pandas"):
                continue  # they are far from the goal, and slow
            found[how].append(_run(how, path, min(rows, LOOP_ROWS), rows))
            print(f"{rows:,} {how}: {found[how][-1]}", file=sys.stderr, flush=True)
    path.unlink()
    return found


def _run(how: str, path: Path, few: int, rows: int) -> Took:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [sys.executable, "-m", "benchmarks.intake_run", how, str(path), folder, str(THREADS), str(few)]
        run = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    took = Took(**json.loads(run.stdout))
    times = rows / few if how == "pandas" else 1
    return Took(took.seconds * times, took.processor * times, took.peak)


def _asked() -> int:
    standard = ndtms_standard()
    headers = tuple(item.header for item in standard.items if item.is_emitted)
    held = frozenset(standard.by_header[header].column for header in filled_headers())
    queries = level_queries(Rules(RULES, code_lists(), standard), headers, held, "AD")
    return sum(len(query.questions) for query in queries)


def _emitted() -> int:
    return sum(item.is_emitted for item in ndtms_standard().items)


def _runs(sizes: Sequence[int]) -> str:
    return ", ".join(f"{RUNS.get(rows, 1)} times at {rows:,} rows" for rows in sizes)


if __name__ == "__main__":
    print("\n".join(measure(tuple(int(size) for size in sys.argv[1:]) or SIZES)[0]))
