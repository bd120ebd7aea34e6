"""One run over some councils in a process of its own, so that its peak memory is its own: prints it as JSON.

`python -m benchmarks.published_run WAREHOUSE OUT COUNCILS ledgers|documents WORKERS`; COUNCILS 0 means all.
"""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from joinedup.definitions.areas import pick, places
from joinedup.jobs.councils import councils

SEED = 20261122
DATED_ON = date(2026, 5, 1)


def main(warehouse: str, out: str, number: str, what: str, workers: str) -> None:
    only = None if number == "0" else [places()[code] for code in pick(SEED, int(number))]
    watch = {"measured": 0.0}
    began = time.perf_counter()

    def progress(doing: str, share: float) -> None:
        if share > 0.1 and not watch["measured"]:
            watch["measured"] = time.perf_counter() - began

    report = councils(
        Path(warehouse),
        out=Path(out),
        dated_on=DATED_ON,
        only=only,
        ledgers_only=what == "ledgers",
        workers=int(workers),
        progress=progress,
    )
    seconds = time.perf_counter() - began
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    made = [one for one in report.made if not one.reason]
    said = {
        "seconds": seconds,
        "first": watch["measured"],
        "peak": peaks[0],
        "peak_of_a_worker": peaks[1],
        "councils": len(report.made),
        "made": len(made),
        "claims": sum(one.claims for one in made),
        "faults": [fault for one in made for fault in one.faults],
        "reasons": {one.name: one.reason for one in report.made if one.reason},
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
