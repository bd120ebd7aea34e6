"""Who may release, and whether the person who asks may themselves open what a release is made from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from joinedup.kinds.agreement import EVERY_FIELD, Agreement
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import Refused

ANALYST: Final = "analyst"
ADMINISTRATOR: Final = "administrator"
PURPOSE: Final = "needs-assessment"


def may_release(asker: Asker) -> bool:
    """Return whether an account may ask for a release."""
    return ANALYST in asker.roles and asker.law_enforcement is None


def why_not_open(asker: Asker, feeds: Sequence[str], agreements: Sequence[Agreement], at: datetime) -> str | None:
    """Return why an account may not open the rows of these feeds about real people; None where it may open all."""
    for feed in feeds:
        item = Item("person-rows", feed=feed, fields=(EVERY_FIELD,))
        given = answer(asker, PURPOSE, item, agreements, at)
        if isinstance(given, Refused):
            return given.shown
    return None
