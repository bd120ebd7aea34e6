import os
import tempfile
from pathlib import Path

import pytest

from support.loaded import loaded_county, shared_folder
from support.postgresql import server


@pytest.fixture(scope="session")
def county_warehouse(tmp_path_factory, worker_id, pytestconfig):
    """The whole county (scale 1), loaded; seed 1 unless --county-seed says otherwise."""
    seed = pytestconfig.getoption("--county-seed")
    return loaded_county(shared_folder(tmp_path_factory, worker_id), seed=seed, scale=1.0)


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory, worker_id):
    """A tenth of the county, for tests that care how documents are made and not about the figures."""
    return loaded_county(shared_folder(tmp_path_factory, worker_id), seed=2, scale=0.1)


@pytest.fixture(scope="session")
def postgresql_server():
    """The folder of a running server's socket."""
    with server() as socket:
        yield socket


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory):
    """A folder on a disk in memory, where there is one: waiting for a real disk takes most of the time of kill tests.

    What a killed process leaves is the same on both.
    """
    disk = Path("/dev/shm")
    if not os.access(disk, os.W_OK):
        yield tmp_path_factory.mktemp("disk")
        return
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        yield Path(folder)
