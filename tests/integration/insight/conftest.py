"""The evidence pages over a made-up version; no page asks the database, and none is made."""

import pytest
from django.test import override_settings

import support.site  # noqa: F401
from joinedup.apps.insight import queries
from joinedup.shelf.reading import open_version
from support.evidence_pages import put_made_up


@pytest.fixture
def released(tmp_path):
    root = tmp_path / "released"
    put_made_up(root)
    with override_settings(RELEASED=root):
        yield root


@pytest.fixture
def opened(monkeypatch):
    """Every version that pages open while the test runs, with the files read from each."""
    versions = []

    def watched(*given):
        versions.append(open_version(*given))
        return versions[-1]

    monkeypatch.setattr(queries, "open_version", watched)
    return versions
