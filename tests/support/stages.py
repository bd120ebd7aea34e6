"""Do something after each stage of a load: look at what lies on the disk then, or be killed with -9.

`python stages.py STAGE DAY WAREHOUSE KEY FILE…` loads files in a process that dies after the stage; a WAREHOUSE of `-`
only checks them.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.intake import delivery, examine, examine_extract
from joinedup.jobs.check import check
from joinedup.jobs.load import load
from joinedup.warehouse.sealer import Sealer

STAGES: dict[str, Any] = {
    "snapshot_csv": examine,
    "read_flat_file": examine_extract,
    "lay_levels": examine_extract,
    "ask_rules": examine_extract,
    "write": Sealer,
    "split": delivery,
}


def after_each(stages: dict[str, Any], act: Callable[[str], None], put: Callable[[Any, str, Any], None]) -> None:
    """Have `act` called with the stage's name after each of these; `put` sets an attribute, as a monkeypatch does."""
    for name, holder in stages.items():
        put(holder, name, _followed(getattr(holder, name), name, act))


def _followed(stage: Callable[..., Any], name: str, act: Callable[[str], None]) -> Callable[..., Any]:
    def both(*given: Any, **named: Any) -> Any:
        result = stage(*given, **named)
        act(name)
        return result

    return both


if __name__ == "__main__":
    stage, day, warehouse, key, *files = sys.argv[1:]
    after_each({stage: STAGES[stage]}, lambda _: os.kill(os.getpid(), signal.SIGKILL), setattr)
    paths = [Path(file) for file in files]
    if warehouse == "-":
        check(paths, threads=1)
    else:
        load(paths, Path(warehouse), received_on=date.fromisoformat(day), key_path=Path(key), threads=1)
