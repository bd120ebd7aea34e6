"""A file of two gigabytes loads in under two gigabytes of memory."""

import resource
import subprocess
import sys

import pytest

import support.loading
from joinedup.warehouse.store import read_manifest
from support.extract import row, write_extract

SIZE = 2 * 1024**3
BLOCK = 20_000


@pytest.mark.evidence
def test_a_file_of_two_gigabytes_loads_in_under_two_gigabytes_of_memory(tmp_path):
    path = write_extract(tmp_path / "a.csv", [])
    filled = {"MODAL": "95", "MODST": "20210412", "TOPDATE": "20210412", "ALCUSE": "12", "SUBMODDT": "20211012"}
    one = write_extract(
        tmp_path / "one.csv", [row(EPISODID="@", CLIENTID="@", MODID="@", TOPID="@", SUBMID="@", **filled)]
    )
    line = one.read_bytes().decode().split("\r\n", 1)[1]
    rows = 0
    with path.open("a", encoding="utf-8", newline="") as file:
        while file.tell() < SIZE:
            file.write("".join(line.replace("@", str(number)) for number in range(rows, rows + BLOCK)))
            rows += BLOCK
    command = [sys.executable, support.loading.__file__, "2026-04-20", tmp_path / "warehouse", tmp_path / "key", path]
    assert subprocess.run([str(part) for part in command], check=False).returncode == 0
    (delivery,) = read_manifest(tmp_path / "warehouse").deliveries
    assert delivery.tables["episode"] == delivery.tables["intervention"] == rows
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 2 * 10**9
