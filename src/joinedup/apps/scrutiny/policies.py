"""Who may challenge, answer and sign off. Whether somebody may read the release at all is asked before."""

from joinedup.sharing.asking import Asker

ANSWERS = frozenset({"analyst"})
READERS = frozenset(
    {
        "analyst",
        "partnership-manager",
        "health-coordinator",
        "partner-contact",
        "reviewer",
        "information-governance-lead",
    }
)
"""Second readers, from whichever partner: a council may have one analyst only (rules of practice 37)."""


def may_answer(asker: Asker) -> bool:
    """Return whether somebody answers challenges."""
    return bool(asker.roles & ANSWERS)


def may_sign_off(asker: Asker) -> bool:
    """Return whether somebody may be a second reader; a document's maker is refused apart."""
    return bool(asker.roles & READERS) and asker.law_enforcement is None
