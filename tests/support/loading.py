"""Load files in a process of its own, so that a test can kill it: `python loading.py DAY WAREHOUSE KEY FILE…`."""

import sys
from datetime import date
from pathlib import Path

from joinedup.jobs.load import load

if __name__ == "__main__":
    day, warehouse, key, *files = sys.argv[1:]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    report = load(
        [Path(file) for file in files],
        Path(warehouse),
        received_on=date.fromisoformat(day),
        key_path=Path(key),
        threads=1,
    )
    sys.exit(report.exit_status)
