"""Sixty loads, a third of them killed with -9, beside four readers; and a file of two gigabytes in under two of memory.

Both are tests too long for every run: this runs them and keeps what pytest says.
"""

import subprocess
import sys
from pathlib import Path

TITLE = "Loads: killed, read beside, and large"
WHAT = {
    "tests/integration/test_warehouse_kills.py": "60 loads, 20 killed with -9 at random moments, 4 readers: "
    "no torn read, no failed read, old or new state only",
    "tests/integration/test_load_memory.py": "a provider's file of 2 GiB loads whole, peak memory under 2 GB",
}


def measure() -> tuple[list[str], bool]:
    """Return printed lines and whether both held."""
    lines, holds = ["Random moments from seed 20260420.", "", "| what | result |", "|---|---|"], True
    for path, what in WHAT.items():
        command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "-m", "evidence", path]
        run = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
        print(run.stdout, flush=True)
        lines.append(f"| {what} | {run.stdout.strip().splitlines()[-1].strip('= ')} |")
        holds &= run.returncode == 0
    return lines, holds
