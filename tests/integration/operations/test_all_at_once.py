"""Four web workers, the worker, a load, a release and commands at once: nothing is locked out, nothing is mixed."""

import shutil

import pytest

from support.site_at_once import at_once, empty_folders

SECONDS = 10


@pytest.mark.slow
def test_nothing_is_locked_out_and_no_page_mixes_versions(small_warehouse, tmp_path):
    home = small_warehouse.parent
    shutil.copytree(small_warehouse, tmp_path / "warehouse")
    for secret in home.glob("key*"):
        shutil.copy2(secret, tmp_path)
    one = min((home / "files").glob("ndtms_*.csv"), key=lambda file: file.stat().st_size)
    seen = at_once(tmp_path, empty_folders(tmp_path), [one], seconds=SECONDS)
    assert seen.wrong == []
    assert all(seen.done[what] for what in ("loads", "releases", "checks of the record", "forms written"))
    assert len(seen.versions) > 1, seen.done
