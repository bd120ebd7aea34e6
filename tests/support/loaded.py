"""The synthetic county, loaded once for all the tests of a run that need the whole of it."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from joinedup.jobs.county import write_county
from joinedup.jobs.demo import RECEIVED_ON
from joinedup.jobs.load import load


def shared_folder(tmp_path_factory, worker_id: str) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@contextmanager
def built_once(home: Path, build: Callable[[], None]) -> Iterator[None]:
    """Let whichever worker asks first build `home`; the others wait for it."""
    with home.with_name(f"{home.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            build()
            (home / "done").touch()
        yield


def loaded_county(folder: Path, *, seed: int, scale: float) -> Path:
    """Return a warehouse holding the county of this seed and scale; built by whichever worker asks first."""
    home = folder / f"county-{seed}-{scale}"

    def build() -> None:
        write_county(home / "files", seed=seed, scale=scale)
        report = load(
            sorted((home / "files").glob("*.csv")),
            home / "warehouse",
            received_on=RECEIVED_ON,
            key_path=home / "key",
        )
        assert report.exit_status == 0, report.lines()

    with built_once(home, build):
        return home / "warehouse"
