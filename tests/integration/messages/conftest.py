"""The outbox on SQLite and PostgreSQL."""

from pathlib import Path

import pytest
from django.apps import apps

from joinedup.site.environment import database
from support.postgresql import new_database, server
from support.site import on_database

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.component("postgresql"))]


@pytest.fixture(scope="module", params=BOTH)
def kept(request, tmp_path_factory):
    """The folder of keys of a site on an empty database of each kind."""
    if request.param == "sqlite":
        with on_database(database({}, folder=tmp_path_factory.mktemp("outbox"))) as keys:
            yield keys
        return
    with (
        server() as socket,
        on_database(database({"JOINEDUP_DATABASE": new_database(socket)}, folder=Path("unused"))) as keys,
    ):
        yield keys


@pytest.fixture
def outbox(kept):
    """An outbox with nothing in it."""
    for label in ("messages.Message", "letters.Letter"):
        apps.get_model(label).objects.all().delete()
    return kept
