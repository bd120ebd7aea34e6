"""What the directory asks of a database, on SQLite in a file and on a real PostgreSQL server."""

import pytest
from django.db import IntegrityError, transaction

from joinedup.apps.directory import actions, queries
from joinedup.apps.directory.models import Service
from joinedup.core.refusal import Refusal
from support.directory import AT, KEEPER, OTHER, OWNER, details, lines_written
from support.postgresql import BOTH, empty_database
from support.site import on_database


@pytest.fixture(scope="module", params=BOTH)
def _site(request, tmp_path_factory):
    with on_database(empty_database(request, tmp_path_factory.mktemp("site"))):
        yield


@pytest.mark.usefixtures("_site")
def test_an_entry_is_added_found_changed_and_closed_with_a_line_each():
    actions.add(details(), slug="harbour-lane", owner="harbour", by=KEEPER, at=AT)
    with pytest.raises(Refusal, match="never used twice"):
        actions.add(details(), slug="harbour-lane", owner="harbour", by=KEEPER, at=AT)
    with pytest.raises(Refusal, match="no such service"):
        actions.edit("harbour-lane", details(), by=OTHER, at=AT)
    actions.edit("harbour-lane", details(summary="Straße, naïve & 100%"), by=OWNER, at=AT)
    actions.confirm("harbour-lane", by=OWNER, at=AT)

    def found(**asked):
        return [service.slug for service in queries.listed(**asked)]

    assert found(place="Ashwold", need="naloxone", words="HARBOUR 100%") == ["harbour-lane"]
    assert found(words="naïve") == ["harbour-lane"]
    assert found(words="10_%") == found(words="'; DROP TABLE--") == found(place="ashwold ") == []
    assert queries.places() == ["Ashwold", "Carrowmere"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.update(age_from=20, age_to=10)
    actions.close("harbour-lane", by=OWNER, at=AT)
    assert found() == queries.places() == []
    acts = [act for act, _, about in lines_written() if about == "service:harbour-lane"]
    assert acts == ["directory.added", "directory.edited", "directory.confirmed", "directory.closed"]
