"""A site on SQLite and PostgreSQL, with its own folders."""

import pytest
from django.test.utils import override_settings

from support.postgresql import BOTH, empty_database
from support.site import on_database


@pytest.fixture(scope="module", params=BOTH)
def site(request, tmp_path_factory):
    """The folder of a site on an empty database of each kind."""
    folder = tmp_path_factory.mktemp("site")
    named = {"DATA": folder / "data", "AGREEMENTS": folder / "data" / "agreements", "RELEASED": folder / "released"}
    with override_settings(**named, WAREHOUSE=None), on_database(empty_database(request, folder)):
        yield folder
