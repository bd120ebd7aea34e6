"""The outbox on SQLite and PostgreSQL."""

import pytest
from django.apps import apps

from support.postgresql import BOTH, empty_database
from support.site import on_database


@pytest.fixture(scope="module", params=BOTH)
def kept(request, tmp_path_factory):
    """The folder of keys of a site on an empty database of each kind."""
    with on_database(empty_database(request, tmp_path_factory.mktemp("outbox"))) as keys:
        yield keys


@pytest.fixture
def outbox(kept):
    """An outbox with nothing in it."""
    for label in ("messages.Message", "letters.Letter"):
        apps.get_model(label).objects.all().delete()
    return kept
