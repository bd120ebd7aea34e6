"""Where the site looks for what is released: named, or in its own folder; a demonstration's beside it."""

from pathlib import Path

import pytest

from joinedup.site.environment import released_folder

DATA = Path("/srv/site")


@pytest.mark.parametrize(
    ("said", "demo", "expected"),
    [
        ({}, False, "/srv/site/released"),
        ({}, True, "/srv/released"),
        ({"JOINEDUP_RELEASED": "/srv/else"}, False, "/srv/else"),
        ({"JOINEDUP_RELEASED": "/srv/else"}, True, "/srv/else"),
        ({"JOINEDUP_RELEASED": ""}, False, "/srv/site/released"),
    ],
)
def test_the_folder_of_released_versions(said, demo, expected):
    assert released_folder(said, folder=DATA, demo=demo) == Path(expected)
