"""However large a file is, a check needs the same memory; and what is no table at all is refused at its first bytes."""

import subprocess
import sys

import pytest

from support.extract import row, write_extract
from support.spoiling import HEADERS

# VmHWM and not getrusage: a process is born with the peak of the one that started it, which may be a large test run.
PEAK = (
    "import sys; from pathlib import Path; from joinedup.jobs.check import check; "
    "report = check([Path(sys.argv[1])], threads=1); "
    "status = dict(line.split(':', 1) for line in Path('/proc/self/status').read_text().splitlines()); "
    "print(int(status['VmHWM'].split()[0]) // 1024, report.files[0].facts, report.files[0].verdict)"
)


def peak_of_check(path):
    """Check a file in a process of its own; return its peak memory in MB and what it said."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    peak, _, said = done.stdout.partition(" ")
    return int(peak), said


def large(path, rows):
    """Write an extract of so many rows, each an episode of its own."""
    write_extract(path, [], headers=HEADERS)
    one = write_extract(path.with_suffix(".one"), [row(EPISODID="@", CLIENTID="@")], headers=HEADERS, sidecar=None)
    line = one.read_bytes().decode().split("\r\n", 1)[1]
    with path.open("a", encoding="utf-8", newline="") as file:
        for start in range(0, rows, 10_000):
            file.writelines(line.replace("@", str(number)) for number in range(start, min(start + 10_000, rows)))
    return path


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    small, _ = peak_of_check(large(tmp_path / "small.csv", 40_000))
    peak, said = peak_of_check(large(tmp_path / "large.csv", 240_000))
    assert "240,000 rows" in said
    assert "it can be loaded" in said
    assert peak < small + 250, (small, peak)  # the file itself grew by 40 MB, what is known of its rows by far more


def test_ten_gigabytes_of_nothing_are_refused_at_the_first(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(10 << 30)  # sparse: it takes no room
    peak, said = peak_of_check(path)
    assert "a.csv is not a CSV file: it holds bytes that are not text" in said
    assert peak < 500


def test_ten_gigabytes_behind_sound_rows_are_refused_without_being_held(tmp_path):
    path = large(tmp_path / "a.csv", 10_000)
    with path.open("r+b") as file:
        file.truncate(10 << 30)
    peak, said = peak_of_check(path)
    assert "holds bytes that are not text" in said
    assert peak < 500
