"""Who may break glass and who reviews it. Breaking itself is asked of the one policy function."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import Grant, Refused
from joinedup.sharing.item_kinds import ITEM_KINDS
from joinedup.sharing.purposes import DIRECT_CARE
from joinedup.sharing.roles import ROLES

REVIEWER: Final = "information-governance-lead"
BREAKERS: Final = tuple(slug for slug, role in ROLES.items() if role.is_direct_care)


def may_break(asker: Asker) -> bool:
    """Return whether an account may break glass at all: direct care, and nothing of law enforcement."""
    return asker.law_enforcement is None and not asker.roles.isdisjoint(BREAKERS)


def feeds_about_people(asker: Asker, agreements: Sequence[Agreement]) -> list[str]:
    """Return the feeds about people in agreements that the organisation is party to: the only ones behind glass."""
    own = [one for one in agreements if one.party(asker.organisation) is not None]
    shares = [share for one in own for share in one.shares if share.item in ITEM_KINDS]
    return sorted({share.feed for share in shares if share.feed and ITEM_KINDS[share.item].breaks_glass})


def may_review(asker: Asker) -> bool:
    """Return whether an account reviews what was broken."""
    return asker.law_enforcement is None and REVIEWER in asker.roles


def grant_through_glass(
    asker: Asker, feed: str, fields: tuple[str, ...], reason: str, agreements: Sequence[Agreement], at: datetime
) -> Grant:
    """Return the policy function's yes through glass; refuse where it says no, and where no glass is in the way."""
    item = Item("person-rows", feed=feed, fields=fields)
    given = answer(asker, DIRECT_CARE, item, agreements, at, break_glass=reason)
    if isinstance(given, Refused):
        raise Refusal(given.shown)
    if given.broke_glass is None or given.agreement is None:
        raise Refusal("An agreement lets you open this already: there is no glass to break.")
    return given
