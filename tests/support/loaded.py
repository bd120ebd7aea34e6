"""The synthetic county, loaded once for all the tests of a run that need the whole of it."""

import fcntl
from pathlib import Path

from joinedup.jobs.county import write_county
from joinedup.jobs.demo import RECEIVED_ON
from joinedup.jobs.load import load


def shared_folder(tmp_path_factory, worker_id: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


def loaded_county(folder: Path, *, seed: int, scale: float) -> Path:
    """Return a warehouse holding the county of this seed and scale; built by whichever worker asks first."""
    home = folder / f"county-{seed}-{scale}"
    with (folder / f"{home.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            write_county(home / "files", seed=seed, scale=scale)
            report = load(
                sorted((home / "files").glob("*.csv")),
                home / "warehouse",
                received_on=RECEIVED_ON,
                key_path=home / "key",
            )
            assert report.exit_status == 0, report.lines()
            (home / "done").touch()
    return home / "warehouse"
