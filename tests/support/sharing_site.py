"""An agreement in the site's database, under which a police force's counts of seizures open to a council."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from joinedup.apps.agreements import actions, queries
from joinedup.apps.audit.instant import now
from joinedup.sharing.asking import Asker
from joinedup.sharing.state import State, standing
from support.agreements import SEIZURES as WORDS
from support.desk import organisation

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
