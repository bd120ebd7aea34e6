"""Who may release, and whether the person who asks may themselves open what a release is made from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from joinedup.kinds.agreement import EVERY_FIELD, Agreement
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.explain import fields_listed
from joinedup.sharing.grant import Grant, Refused

ANALYST: Final = "analyst"
ADMINISTRATOR: Final = "administrator"
PURPOSE: Final = "needs-assessment"


def may_release(asker: Asker) -> bool:
    """Return whether an account may ask for a release."""
    return ANALYST in asker.roles and asker.law_enforcement is None


def why_not_open(asker: Asker, feeds: Sequence[str], agreements: Sequence[Agreement], at: datetime) -> str | None:
    """Return why an account may not open the rows of these feeds about real people; None where it may open all."""
    for feed in feeds:
        answers = [_answer(asker, feed, (one,), at) for one in agreements] or [_answer(asker, feed, (), at)]
        refused = [one for one in answers if isinstance(one, Refused)]
        if len(refused) == len(answers):
            return min(refused, key=lambda one: not one.is_told).shown
    return None


def _answer(asker: Asker, feed: str, agreements: Sequence[Agreement], at: datetime) -> Grant | Refused:
    # What was let in at the door is what an agreement lists; where none lists anything, all is asked for.
    fields = fields_listed("person-rows", feed, agreements) or (EVERY_FIELD,)
    return answer(asker, PURPOSE, Item("person-rows", feed=feed, fields=fields), agreements, at)
