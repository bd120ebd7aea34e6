"""Who may change the directory: people of the service itself, and the partnership that keeps the list."""

from dataclasses import dataclass

KEEPERS = frozenset({"partnership-manager", "administrator"})
"""Roles of the partnership that may add a service, and mend or close the entry of one that does not answer."""


@dataclass(frozen=True, slots=True)
class Editor:
    """A person who signed in: their id as the audit writes it ('person:7'), their organisation's slug, their roles."""

    person: str
    organisation: str
    roles: frozenset[str] = frozenset()


def may_edit(by: Editor, *, owner: str) -> bool:
    """Return whether `by` may change an entry that belongs to the organisation `owner`."""
    return is_keeper(by) or (bool(owner) and by.organisation == owner)


def is_keeper(by: Editor) -> bool:
    """Return whether `by` may add services for any organisation."""
    return bool(by.roles & KEEPERS)
