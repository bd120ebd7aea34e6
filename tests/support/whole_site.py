"""A site on SQLite and PostgreSQL, with its own folders."""

from pathlib import Path

import pytest
from django.test.utils import override_settings

from joinedup.site.environment import database
from support.postgresql import new_database, server
from support.site import on_database

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.component("postgresql"))]


@pytest.fixture(scope="module", params=BOTH)
def site(request, tmp_path_factory):
    """The folder of a site on an empty database of each kind."""
    folder = tmp_path_factory.mktemp("site")
    named = {"DATA": folder / "data", "AGREEMENTS": folder / "data" / "agreements", "RELEASED": folder / "released"}
    with override_settings(**named, WAREHOUSE=None):
        if request.param == "sqlite":
            with on_database(database({}, folder=folder)):
                yield folder
            return
        with (
            server() as socket,
            on_database(database({"JOINEDUP_DATABASE": new_database(socket)}, folder=Path("unused"))),
        ):
            yield folder
