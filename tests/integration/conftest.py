import pytest

from support.loaded import loaded_county, shared_folder


@pytest.fixture(scope="session")
def county_warehouse(tmp_path_factory, worker_id, pytestconfig):
    """The whole county (scale 1), loaded; seed 1 unless --county-seed says otherwise."""
    seed = pytestconfig.getoption("--county-seed")
    return loaded_county(shared_folder(tmp_path_factory, worker_id), seed=seed, scale=1.0)


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory, worker_id):
    """A tenth of the county, for tests that care how documents are made and not about the figures."""
    return loaded_county(shared_folder(tmp_path_factory, worker_id), seed=2, scale=0.1)
