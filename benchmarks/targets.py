"""The county's 2021/22 figures hold for every seed: the targets of the tests, over several seeds."""

import subprocess
import sys
import tempfile
from pathlib import Path

TITLE = "The county's targets hold for every seed"
SEEDS = range(1, 7)


def measure() -> tuple[list[str], bool]:
    """Return printed lines and whether every target held for every seed."""
    lines, holds = (
        ["Scale 1; each seed built, loaded and measured; targets in `tests/integration/test_targets.py`.", ""],
        True,
    )
    lines += ["| seed | result |", "|---|---|"]
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", f"--basetemp={folder}/t"]
            run = subprocess.run(
                [*command, "tests/integration/test_targets.py", f"--county-seed={seed}"],
                cwd=Path(__file__).parents[1],
                capture_output=True,
                text=True,
                check=False,
            )
        lines.append(f"| {seed} | {run.stdout.strip().splitlines()[-1].strip('= ')} |")
        holds &= run.returncode == 0
    return lines, holds
