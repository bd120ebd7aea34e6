"""Readers while versions are released: each reads one version to its end, and nobody waits for anybody."""

import threading

from joinedup.shelf.reading import open_version
from support.shelving import put

VERSIONS = 25
READERS = 4
PATHS = tuple(f"tables/{letter}.csv" for letter in "abcdef")


def files_of(number):
    return {path: f"{number}\r\n".encode() * 50 for path in PATHS}


def test_no_reader_ever_sees_two_versions_in_one(tmp_path):
    root = tmp_path / "released"
    put(root, files_of(1))
    is_over, mixed, seen = threading.Event(), [], set()

    def read():
        while not is_over.is_set():
            version = open_version(root)
            found = {version.read(path) for path in PATHS}
            seen.add(version.number)
            if found != {files_of(version.number)[PATHS[0]]}:
                mixed.append(version.number)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for one in readers:
        one.start()
    for number in range(2, VERSIONS + 1):
        assert put(root, files_of(number)) == number
    is_over.set()
    for one in readers:
        one.join()
    assert mixed == []
    assert len(seen) > 1
    assert open_version(root).number == VERSIONS
