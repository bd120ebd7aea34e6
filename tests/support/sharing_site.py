"""An agreement in the site's database, under which a police force's counts of seizures open to a council."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from joinedup.apps.agreements import actions, queries
from joinedup.apps.audit.instant import now
from joinedup.sharing.asking import Asker
from joinedup.sharing.state import State, standing
from support.agreements import SEIZURES as WORDS
from support.desk import as_role, organisation

SEIZURES = "seizures-2026"
COUNCIL = "thornmarch-council"


def keeper() -> Asker:
    """Return whoever enters agreements on the server, from signed paper: what they enter counts at once."""
    return Asker("host:operator", COUNCIL, "council", frozenset({"information-governance-lead"}))


def words() -> str:
    """Return the agreement between our council and a force, in force for as long as a test could want."""
    said = WORDS.replace("valid_to = 2026-07-01", "valid_to = 2090-01-01")
    said = said.replace('{name = "Council",', f'{{name = "Council", organisation = "{COUNCIL}",')
    return said.replace('{name = "Constabulary",', '{name = "Constabulary", organisation = "a-police",')


def seizures_shared(at: datetime | None = None) -> None:
    """Let the agreement be in force, whatever became of it before."""
    Path(settings.AGREEMENTS).mkdir(parents=True, exist_ok=True)
    for slug, kind in ((COUNCIL, "council"), ("a-police", "police")):
        organisation(slug, kind)
    at = at or now()
    actions.enter(words(), by=keeper(), at=at)
    (held,) = (one for one in queries.agreements() if one.id == SEIZURES)
    if standing(held, at).state is State.LAPSED:
        actions.renew(SEIZURES, by=keeper(), at=at)


def seizures_lapsed(at: datetime | None = None) -> None:
    """Let the agreement lapse from now on, or from an instant to come."""
    instant = now()
    said = {"post": "head of information", "why": "a review is due", "by": keeper()}
    actions.stop(SEIZURES, "lapse", at=at or instant, now=instant, **said)


def seen_on(page: Any) -> str:
    """Return how an agreement stood when a page about it was written."""
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found is not None, page.content.decode()
    return found[1]


def say_yes(agreement: str, slug: str, kind: str) -> str:
    """Let the lead of another party say yes on the page to the edition that waits; return what they then read."""
    page = f"/desk/agreements/held/{agreement}/agree"
    lead = as_role("information-governance-lead", slug=slug, kind=kind)
    return str(lead.post(page, {"seen": seen_on(lead.get(page))}, follow=True).content.decode())
