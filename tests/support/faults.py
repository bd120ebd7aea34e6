"""Plant one fault at a time in a copy of the package and see which test notices; `make evidence` shows the table."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECLARED = ROOT / "tests" / "faults.toml"


@dataclass(frozen=True)
class Fault:
    """A change of one line of `file` (inside the package) that the named tests must notice."""

    slug: str
    says: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def times_in(self, package: Path) -> int:
        """Return how often the text to change stands in its file: 1, or the fault is stale."""
        return (package / self.file).read_text(encoding="utf-8").count(self.old)


def read_faults(path: Path = DECLARED) -> tuple[Fault, ...]:
    """Return the declared faults in the order they are written."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["fault"]
    return tuple(Fault(**(entry | {"tests": tuple(entry["tests"])})) for entry in entries)


def copy_package(into: Path) -> Path:
    """Copy the sources into a new folder and return the copied package."""
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", into / "src", ignore=ignored)
    return into / "src" / "joinedup"


def plant(fault: Fault, package: Path) -> None:
    """Write the fault into a copied package; ValueError if its text is not there exactly once."""
    if (times := fault.times_in(package)) != 1:
        raise ValueError(f"The text of fault '{fault.slug}' stands {times} times in {fault.file}, not once.")
    target = package / fault.file
    target.write_text(target.read_text(encoding="utf-8").replace(fault.old, fault.new), encoding="utf-8")


def first_failure(package: Path, tests: Sequence[str]) -> str | None:
    """Run tests of this repository against a copied package and return the first that fails, None if all pass."""
    environment = os.environ | {"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "--tb=no", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 0:
        return None
    failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", run.stdout, re.MULTILINE)
    if run.returncode != 1 or failed is None:
        raise RuntimeError(f"The tests did not run:\n{run.stdout}{run.stderr}")
    return failed[1]


def try_fault(fault: Fault) -> str | None:
    """Return the test that notices `fault`, None if none does."""
    with tempfile.TemporaryDirectory() as folder:
        package = copy_package(Path(folder))
        plant(fault, package)
        return first_failure(package, fault.tests)


def table(caught: Sequence[tuple[Fault, str | None]]) -> list[str]:
    """Return the faults and what noticed each as lines of a table."""
    lines = ["| fault | in | noticed by |", "|---|---|---|"]
    for fault, test in caught:
        noticed = f"`{test}`" if test else "**nothing**"
        lines.append(f"| {fault.says} | `{fault.file}` | {noticed} |")
    return lines


def measure() -> tuple[list[str], bool]:
    """Try every fault; return the page's lines and whether the tests pass without a fault and fail with each."""
    faults = read_faults()
    with tempfile.TemporaryDirectory() as folder:
        sound = first_failure(copy_package(Path(folder)), sorted({test for fault in faults for test in fault.tests}))
    if sound is not None:
        return [f"Without any fault `{sound}` fails already, so nothing can be shown."], False
    caught = [(fault, try_fault(fault)) for fault in faults]
    count = sum(test is not None for _, test in caught)
    said = "Each is one changed line in a copy of the package; without it the same tests pass."
    return [f"{said} Noticed: {count} of {len(caught)}.", "", *table(caught)], count == len(caught)
