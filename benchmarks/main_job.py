"""How long `assess` takes for two areas, stage by stage, beside a plain DuckDB read of the same files."""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from joinedup.jobs.assess import assess
from joinedup.jobs.county import write_county
from joinedup.jobs.demo import AREAS, DATED_ON, RECEIVED_ON
from joinedup.jobs.load import load

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

# After the line above: `support` is found only there.
from support.vaults import stored

TITLE = "The main job: how long it takes"
RUNS = 5


def measure() -> tuple[list[str], bool]:
    """Return printed lines and whether the goal (under 10 seconds here) held."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spent = {"county": _timed(lambda: write_county(folder / "files", seed=1, scale=1.0))}
        files = sorted((folder / "files").glob("*.csv"))
        warehouse = folder / "warehouse"
        spent["load"] = _timed(lambda: load(files, warehouse, received_on=RECEIVED_ON, key_path=folder / "key"))
        clear = _clear_copy(warehouse, folder / "clear")
        stages: dict[str, list[float]] = {}
        totals, reads = [], []
        for _ in range(RUNS):
            watch = _Stages()
            totals.append(_timed(lambda watch=watch: _assess(warehouse, folder / "out", watch)))
            for stage, seconds in watch.spent().items():
                stages.setdefault(stage, []).append(seconds)
            reads.append(_timed(lambda: _plain_read(clear)))
    total, read = statistics.median(totals), statistics.median(reads)
    lines = [
        f"Seed 1, scale 1, two areas, 2021/22; median of {RUNS} runs.",
        "",
        "| what | seconds | share |",
        "|---|---|---|",
        f"| assess, from loaded warehouse to all six outputs | {total:.2f} | 100% |",
        *(
            f"| of which {stage} | {statistics.median(s):.2f} | {statistics.median(s) / total:.0%} |"
            for stage, s in stages.items()
        ),
        f"| the first run, with nothing yet drawn or imported | {totals[0]:.2f} | |",
        f"| plain DuckDB read of the same Parquet files | {read:.2f} | |",
        "",
        f"Ratio of assess to the plain read: {total / read:.0f}. "
        f"Making the county took {spent['county']:.1f} s, loading it {spent['load']:.1f} s.",
        f"Goal, under 10 seconds here: {'held' if max(totals) < 10 else 'not held'}, by every run.",
    ]
    return lines, max(totals) < 10


class _Stages:
    """Listens to progress and keeps the moment each stage began."""

    def __init__(self) -> None:
        self.moments: list[tuple[str, float]] = []

    def __call__(self, doing: str, share: float) -> None:
        if not self.moments or self.moments[-1][0] != doing:
            self.moments.append((doing, time.perf_counter()))

    def spent(self) -> dict[str, float]:
        ends = [moment for _, moment in self.moments[1:]] + [time.perf_counter()]
        spent: dict[str, float] = {}
        for (doing, began), ended in zip(self.moments, ends, strict=True):
            spent[doing] = spent.get(doing, 0.0) + ended - began
        return spent


def _assess(warehouse: Path, out: Path, progress: Callable[[str, float], None]) -> None:
    assess(warehouse, areas=AREAS, year="2021/22", out=out, dated_on=DATED_ON, progress=progress)


def _clear_copy(warehouse: Path, into: Path) -> Path:
    """What DuckDB is to read plainly: the same rows, not encrypted. They are invented."""
    for delivery in sorted((warehouse / "deliveries").iterdir()):
        shutil.copytree(delivery, into / delivery.name, ignore=shutil.ignore_patterns("*.json"))
    for identity, table, rows in stored(warehouse):
        pq.write_table(rows, into / identity / f"{table}.parquet", compression="zstd")
    return into


def _plain_read(warehouse: Path) -> None:
    with duckdb.connect() as connection:
        for path in sorted(warehouse.glob("**/*.parquet")):
            connection.execute(f"SELECT count(*), {_touch(connection, path)} FROM '{path}'").fetchall()


def _touch(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    columns = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    return ", ".join(f'max("{column[0]}")' for column in columns)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    print("\n".join(measure()[0]))
