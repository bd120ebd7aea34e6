"""The databases that the site must work on: SQLite in a file, and a real PostgreSQL server."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import transaction

from joinedup.site.environment import database
from support.postgresql import BOTH, empty_address
from support.site import on_database


@pytest.fixture(scope="module", params=BOTH)
def address(request, tmp_path_factory):
    """The address of an empty database of each kind, as JOINEDUP_DATABASE names it."""
    return empty_address(request, tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="module")
def keys(address):
    """The folder of keys and heads of a site that uses that database."""
    with on_database(database({"JOINEDUP_DATABASE": address}, folder=Path("unused"))) as folder:
        yield folder


@pytest.fixture
def undone(keys, monkeypatch):
    """A test's acts are taken back after it: the database is as it was made. Hashes are quick to work out."""
    monkeypatch.setattr(ScryptPasswordHasher, "work_factor", 16)
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        yield
        transaction.set_rollback(True)
