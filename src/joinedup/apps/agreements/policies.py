"""Who may enter, stop and renew agreements."""

from joinedup.sharing.asking import Asker

KEEPER = "information-governance-lead"
"""The one role that keeps agreements. A party's own word to withdraw reaches its lead, who enters it at once."""


def may_keep(by: Asker) -> bool:
    """Return whether `by` keeps agreements; someone who is of law enforcement too, here or elsewhere, does not."""
    return KEEPER in by.roles and by.law_enforcement is None
