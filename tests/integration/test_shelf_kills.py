"""A release killed before any step: readers see the version before or the new one, and the next release goes on."""

import itertools
import shutil

from joinedup.shelf.reading import open_version
from support.shelving import FIRST, SECOND, put, put_first, put_second
from support.stopping import kills


class _Place:
    def __init__(self, folder):
        self.folder = folder


def _whole(version, files):
    return {path: version.read(path) for path in files} == files and len(version.manifest.files) == len(files)


def test_a_version_is_there_whole_or_not_at_all_wherever_a_release_is_killed(in_memory):
    numbers = itertools.count()

    def prepare():
        folder = in_memory / f"kill-{next(numbers)}"
        put(folder / "released")
        return _Place(folder)

    seen = set()
    for _, place in kills(put_second, prepare):
        released = place.folder / "released"
        found = open_version(released)
        assert _whole(found, {1: FIRST, 2: SECOND}[found.number])
        assert _whole(open_version(released, 1), FIRST)
        put_second(place.folder)
        after = open_version(released)
        assert after.number == 2
        assert _whole(after, SECOND)
        assert sorted(one.name for one in released.iterdir()) == ["1", "2", "CURRENT", "lock"]
        seen.add(found.number)
        shutil.rmtree(place.folder)
    assert 1 in seen


def test_the_first_version_killed_leaves_nothing_to_read_and_the_next_run_makes_it(in_memory):
    numbers = itertools.count()

    def prepare():
        folder = in_memory / f"first-{next(numbers)}"
        folder.mkdir()
        return _Place(folder)

    for _, place in kills(put_first, prepare):
        assert not (place.folder / "released" / "CURRENT").exists() or _whole(
            open_version(place.folder / "released"), FIRST
        )
        put_first(place.folder)
        assert _whole(open_version(place.folder / "released"), FIRST)
        shutil.rmtree(place.folder)
