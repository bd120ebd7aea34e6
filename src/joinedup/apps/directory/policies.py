"""Who may change the directory: people of the service itself, and the partnership that keeps the list."""

from joinedup.sharing.asking import Asker

KEEPERS = frozenset({"partnership-manager", "administrator"})
"""Roles of the partnership that may add a service, and mend or close the entry of one that does not answer."""
EDITORS = frozenset({"provider-worker", "partner-contact"})
"""Roles that change the entries of their own organisation."""


def may_edit(by: Asker, *, owner: str) -> bool:
    """Return whether `by` may change an entry that belongs to the organisation `owner`."""
    return is_keeper(by) or (bool(by.roles & EDITORS) and by.organisation == owner)


def is_keeper(by: Asker) -> bool:
    """Return whether `by` may add services for any organisation."""
    return bool(by.roles & KEEPERS)
