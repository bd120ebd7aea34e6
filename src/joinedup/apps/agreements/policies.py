"""Who may read an agreement, and who may enter, stop and renew it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from joinedup.kinds.agreement import Agreement
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.grant import Grant
from joinedup.sharing.roles import ROLES

KEEPER: Final = "information-governance-lead"
"""The one role that keeps agreements. A party's own word to withdraw reaches its lead, who enters it at once."""
READERS: Final = tuple(slug for slug, role in ROLES.items() if "agreement" in role.reaches)
PURPOSE: Final = "governance"
ON_THE_SERVER: Final = ("host:operator", "demo:keeper")
"""Whoever may run the server's commands; no account of a person is called so."""


def may_keep(by: Asker, agreement: Agreement | None = None) -> bool:
    """Return whether `by` keeps agreements, and this one: a lead keeps those that their own organisation is party to.

    Someone who is of law enforcement too, here or elsewhere, does not.
    """
    if KEEPER not in by.roles or by.law_enforcement is not None:
        return False
    return agreement is None or by.account in ON_THE_SERVER or agreement.party(by.organisation) is not None


def may_agree(by: Asker, agreements: Sequence[Agreement]) -> bool:
    """Return whether `by` says yes for their organisation to what any of the agreements says: its own lead does.

    A lead of law enforcement too: each party signs for itself, and a yes opens nothing that the wall closes.
    """
    return KEEPER in by.roles and any(one.party(by.organisation) is not None for one in agreements)


def readable(by: Asker, agreements: Sequence[Agreement], at: datetime) -> tuple[Agreement, ...]:
    """Return those of the agreements that `by` may read, whatever has become of them: their organisation's own."""
    return tuple(
        one
        for one in agreements
        if isinstance(answer(by, PURPOSE, Item("agreement", id=one.id), agreements, at), Grant)
    )
