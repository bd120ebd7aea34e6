"""How often the intervals of the statistics room hold the true value, by simulation."""

import sys
from dataclasses import dataclass

import numpy as np

from benchmarks.coverage_case import Case
from benchmarks.coverage_cases import CASES

TITLE = "How often intervals hold the truth"
SEED = 4_711
SAMPLES = 100_000
LEVELS = (0.95, 0.998)
STANDARD_ERRORS = 4


@dataclass(frozen=True)
class Covered:
    """What happened to one case at one level: samples with an interval, and of those the misses on each side."""

    given: int
    too_high: int
    too_low: int

    @property
    def share(self) -> float:
        """The share of intervals that hold the truth."""
        return 1 - (self.too_high + self.too_low) / self.given


def measure(samples: int = SAMPLES) -> tuple[list[str], bool]:
    """Return printed lines and whether every case covered as it must."""
    lines = [
        f"Seed {SEED}; up to {samples:,} samples a case, drawn from the stated truth; the same samples at both levels.",
        "Samples for which the function withholds its interval are left out of the shares. An exact method must cover",
        "at least as often as it says; an approximation may cover less by the stated points, at 95% and 99.8%. Both",
        f"may fall short by {STANDARD_ERRORS} standard errors of the simulation.",
        "",
        "| function | case | method | samples | given | 95%: covered | above, below | 99.8%: covered | above, below |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    short = []
    for case in CASES:
        rows = min(samples, case.most_samples)
        found = [covered(case, level, rows) for level in LEVELS]
        short += [
            f"{case.function}, {case.says}, {level:.1%}"
            for level, one in zip(LEVELS, found, strict=True)
            if one.share < floor(case, level, one.given)
        ]
        shares = " | ".join(f"{100 * one.share:.2f}% | {_misses(one)}" for one in found)
        method = "exact" if case.is_exact else "within " + " and ".join(f"{100 * slack:g}" for slack in case.slack)
        lines.append(f"| {case.function} | {case.says} | {method} | {rows:,} | {found[0].given:,} | {shares} |")
        print(lines[-1], file=sys.stderr, flush=True)
    lines += ["", '"Above" is the share of intervals wholly above the truth, "below" of those wholly below it.']
    lines += ["", f"Cases that covered less than they must: {'; '.join(short) or 'none'}."]
    return lines, not short


def covered(case: Case, level: float, samples: int, seed: int = SEED) -> Covered:
    """Return how `samples` intervals at `level` lie about the truth."""
    got = case.limits(np.random.default_rng(seed), samples, level)
    shown = np.asarray(got.status) == "ok"
    # A limit that equals the truth but for rounding holds it.
    hair = 1e-9 * max(1.0, abs(case.truth))
    return Covered(
        int(shown.sum()),
        int(np.sum(got.low[shown] > case.truth + hair)),
        int(np.sum(got.high[shown] < case.truth - hair)),
    )


def floor(case: Case, level: float, given: int) -> float:
    """Return the least share that is not a failing: what the case promises, less the error of the simulation."""
    promised = level - (0.0 if case.is_exact else case.slack[LEVELS.index(level)])
    return promised - STANDARD_ERRORS * float(np.sqrt(promised * (1 - promised) / max(1, given)))


def _misses(one: Covered) -> str:
    return f"{100 * one.too_high / one.given:.2f}, {100 * one.too_low / one.given:.2f}"


if __name__ == "__main__":
    print("\n".join(measure()[0]))
