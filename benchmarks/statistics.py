"""How fast the statistics room works: beside a plain loop, and beside nothing but the arithmetic."""

import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.statistics_cases import CASES, INNER, SEED, Case

TITLE = "The speed of the statistics room"
PAGE = "statistics-speed"
SIZES = (10_000, 1_000_000)
LOOP_ROWS = 200
TIMES_FASTER = 100
TIMES_THE_ARITHMETIC = 3


def measure(sizes: tuple[int, ...] = SIZES) -> tuple[list[str], bool]:
    """Return printed lines and whether both goals held at every size."""
    lines = [
        f"Seeded arrays (seed {SEED}); the best of up to five runs. The loop is timed on {LOOP_ROWS} rows, one call a",
        "row, and scaled to as many rows as the array has. The arithmetic is numpy and scipy doing that only, on whole",
        f"arrays, with nothing checked. Goals: at least {TIMES_FASTER} times as fast as a loop over scipy or",
        f"statsmodels; at most {TIMES_THE_ARITHMETIC} times the arithmetic.",
    ]
    slow, heavy = [], []
    for size in sizes:
        lines += [
            "",
            f"## {size:,} rows",
            "",
            "| function | seconds | loop over | loop / ours | ours / arithmetic |",
            "|---|---|---|---|---|",
        ]
        for case in CASES:
            rows = min(size, case.most_rows)
            ours, loop, arithmetic = timed(case, rows)
            faster = None if loop is None else loop / ours
            times = None if arithmetic is None else ours / arithmetic
            if case.slow is not None and not case.is_whole and faster is not None and faster < TIMES_FASTER:
                slow.append(f"{case.name} at {size:,} rows ({faster:.0f} times)")
            if times is not None and times > TIMES_THE_ARITHMETIC:
                heavy.append(f"{case.name} at {size:,} rows ({times:.1f} times)")
            note = "; ".join(filter(None, (case.note, f"{rows:,} rows" if rows < size else "")))
            name = f"{case.name} ({note})" if note else case.name
            ratios = f"{_cell(faster)} | {_cell(times)}"
            lines.append(f"| {name} | {ours:.4f} | {case.loop} | {ratios} |")
            print(lines[-1], file=sys.stderr, flush=True)
    lines += [
        "",
        f"Parts that only other functions call are timed within those: {', '.join(INNER)}.",
        "",
        f"Less than {TIMES_FASTER} times as fast as a loop over scipy or statsmodels: {'; '.join(slow) or 'none'}.",
        f"More than {TIMES_THE_ARITHMETIC} times the arithmetic: {'; '.join(heavy) or 'none'}.",
    ]
    return lines, not slow and not heavy


def timed(case: Case, rows: int) -> tuple[float, float | None, float | None]:
    """Return seconds of the function, of the loop scaled to `rows`, and of the arithmetic where the case has one."""
    given = case.draw(np.random.default_rng(SEED), rows)
    few = min(LOOP_ROWS, rows)

    def loop() -> None:
        alone = case.slow or case.quick
        for i in range(few):
            alone(*(column[i] for column in given))

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # plain loops divide by zero where a count is 0
        ours = _best(lambda: case.quick(*given))
        arithmetic = None if case.arithmetic is None else _best(lambda: case.arithmetic(*given))
        if case.is_whole:
            return ours, None if case.slow is None else _best(lambda: case.slow(*given)), arithmetic
        return ours, _best(loop, 2) * rows / few, arithmetic


def _best(work: Callable[[], Any], times: int = 5, enough: float = 4.0) -> float:
    """The shortest of up to `times` runs; no further run once `enough` seconds have gone."""
    best, begun = float("inf"), time.perf_counter()
    for _ in range(times):
        start = time.perf_counter()
        work()
        now = time.perf_counter()
        best = min(best, now - start)
        if now - begun > enough:
            break
    return best


def _cell(times: float | None) -> str:
    return "" if times is None else f"{times:,.0f}" if times >= 20 else f"{times:.2f}"


if __name__ == "__main__":
    print("\n".join(measure()[0]))
