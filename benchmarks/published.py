"""Every upper-tier council from the real published files: time, memory, growth, and what each council's documents hold.

Needs the published files beside the repository (or in JOINEDUP_SHARED); where they are not, nothing is measured.
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from joinedup.definitions.documents.published_assessment import DOCUMENT
from joinedup.jobs.load import load
from joinedup.jobs.made import TABLE

TITLE = "Any council from published files: how long it takes"
ROOT = Path(__file__).parents[1]
RECEIVED_ON = date(2026, 4, 20)
LEDGERS, DOCUMENTS = "ledgers", "documents"
RUNS = (
    (10, LEDGERS, 1),
    (50, LEDGERS, 1),
    (0, LEDGERS, 1),
    (0, LEDGERS, 2),
    (10, DOCUMENTS, 1),
    (50, DOCUMENTS, 2),
    (0, DOCUMENTS, 2),
)
"""Councils (0: all), what is written, and by how many processes."""

WHOLE = RUNS.index((0, LEDGERS, 1))
"""The run whose ledgers and table are told of."""

_PAGES: dict[str, tuple[str, list[str]]] = {}


def published_folder() -> Path:
    """Where the published files are on this machine, if they are."""
    return Path(os.environ.get("JOINEDUP_SHARED", ROOT.parent / "shared")) / "data"


def files_in(folder: Path) -> list[Path]:
    """Every published file of the United Kingdom and its areas."""
    return sorted(path for part in ("uk", "geo") for path in (folder / part).rglob("*") if path.is_file())


def measure() -> tuple[list[str], bool]:
    """Return printed lines and whether every council has its documents or a reason, and no ledger breaks a rule."""
    files = files_in(published_folder())
    if not files:
        return [], True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        report = load(files, folder / "warehouse", received_on=RECEIVED_ON)
        loading = time.perf_counter() - began
        held = sum(one.is_usable for one in report.files)
        runs = [_run(folder / "warehouse", folder / f"out-{number}", *run) for number, run in enumerate(RUNS)]
        parquet = _median(lambda: _read_parquet(folder / "warehouse"))
        plain = _median(lambda: _read_csv(files))
        _PAGES["councils"] = (
            "What the published assessment of each council holds",
            _table(folder / f"out-{WHOLE}" / TABLE),
        )
    whole = runs[WHOLE]
    faults = [fault for run in runs for fault in run["faults"]]
    lines = [
        f"{held} published files loaded in {loading:.1f} s. Each run is a process of its own, from that warehouse.",
        "",
        "| councils | written | processes | seconds | until the first council | seconds a council after that "
        "| peak memory, MB | of a helper process, MB |",
        "|---|---|---|---|---|---|---|---|",
        *(_row(run, said) for run, said in zip(RUNS, runs, strict=True)),
        "",
        f"Plain DuckDB reads every column of the same Parquet files in {parquet:.2f} s, and of {_read_csv(files)} CSV "
        f"files as they were downloaded in {plain:.2f} s (medians of 3). Ratio of the ledgers of all councils to the "
        f"Parquet read: {whole['seconds'] / parquet:.0f}; to the CSV read: {whole['seconds'] / plain:.0f}; of one "
        f"council's ledger, when its figures are measured, to the Parquet read: {_each(whole) / parquet:.1f}.",
        "",
        f"Councils with documents: {whole['made']} of {whole['councils']}; {whole['claims']:,} claims. Ledgers read "
        f"anew (`joinedup claims check`): {len(faults)} claims break a rule.",
        *(f"* {fault}" for fault in faults[:20]),
        *(f"* Not made: {name}: {reason}" for name, reason in whole["reasons"].items()),
    ]
    return lines, not faults and all(run["made"] + len(run["reasons"]) == run["councils"] for run in runs)


def more_pages() -> dict[str, tuple[str, list[str]]]:
    """Return the further pages that the last measurement made: title and lines by name."""
    return dict(_PAGES)


def _run(warehouse: Path, out: Path, number: int, what: str, workers: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.published_run", warehouse, out, number, what, workers]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def _each(said: dict) -> float:
    """Seconds for each council after the first, which waits for what is shared."""
    return (said["seconds"] - said["first"]) / max(1, said["councils"] - 1)


def _row(run: tuple[int, str, int], said: dict) -> str:
    _, what, workers = run
    helper = f"{said['peak_of_a_worker']:.0f}" if workers > 1 else ""
    return (
        f"| {said['councils']} | {what} | {workers} | {said['seconds']:.1f} | {said['first']:.1f} | {_each(said):.2f} "
        f"| {said['peak']:.0f} | {helper} |"
    )


def _table(path: Path) -> list[str]:
    """Return the table of sections by council as lines of a page."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    headings = {section.slug: section.heading for section in DOCUMENT.sections if section.asks}
    slugs = [name for name in rows[0] if name in headings]
    supported = {slug: sum(row[slug] not in ("", "0") for row in rows) for slug in slugs}
    letters = [chr(ord("A") + number) for number in range(len(slugs))]
    return [
        f"{len(rows)} upper-tier authorities of England, {sum(row['made'] == 'yes' for row in rows)} with documents. "
        "Each number is how many claims of a section say something from the published files held; a blank is a section "
        "that says nothing and is left out of the document, which names it as missing.",
        "",
        "| | section | councils |",
        "|---|---|---|",
        *(f"| {letter} | {headings[slug]} | {supported[slug]} |" for letter, slug in zip(letters, slugs, strict=True)),
        "",
        f"| code | council | {' | '.join(letters)} | claims | not made because |",
        f"|---|---|{'---|' * (len(letters) + 2)}",
        *(
            f"| {' | '.join((row['code'], row['name'], *_numbers(row, slugs), row['claims'], row['reason']))} |"
            for row in rows
        ),
    ]


def _numbers(row: dict[str, str], slugs: list[str]) -> list[str]:
    return ["" if row[slug] == "0" else row[slug] for slug in slugs]


def _median(act: Callable[[], object]) -> float:
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def _read_parquet(warehouse: Path) -> None:
    with duckdb.connect() as connection:
        for path in sorted(warehouse.glob("deliveries/**/*.parquet")):
            _touch(connection, f"read_parquet('{path}')")


def _read_csv(files: list[Path]) -> int:
    """Read every CSV that DuckDB can read, in the encoding that it accepts; return how many."""
    held = 0
    with duckdb.connect() as connection:
        for path in files:
            if path.name.endswith((".csv", ".csv.gz")):
                held += any(_reads(connection, path, encoding) for encoding in ("utf-8", "latin-1"))
    return held


def _reads(connection: duckdb.DuckDBPyConnection, path: Path, encoding: str) -> bool:
    try:
        _touch(connection, f"read_csv('{path}', all_varchar = true, ignore_errors = true, encoding = '{encoding}')")
    except duckdb.Error:  # not of this encoding, or not rows that belong together
        return False
    return True


def _touch(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    columns = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    most = ", ".join(f'max("{column[0]}")' for column in columns)
    connection.execute(f"SELECT count(*), {most} FROM {source}").fetchall()


if __name__ == "__main__":
    print("\n".join(measure()[0]))
