"""Who asks and what for: checked when made, so that the policy function meets no role or item that is not declared."""

from dataclasses import dataclass
from typing import Final

from joinedup.core.slug import check_slug
from joinedup.kinds.agreement import EVERY_FIELD
from joinedup.kinds.party import ORGANISATION_KINDS
from joinedup.sharing.handling import Handling
from joinedup.sharing.item_kinds import ITEM_KINDS, Basis, ItemKind
from joinedup.sharing.roles import ROLES, Role

MARKINGS: Final = ("open", "restricted", "pre-release")
GROUPS: Final = ("article_10", "deceased", "children")
"""Whom or what an item can be about that an agreement has a part of its own for."""


@dataclass(frozen=True, slots=True)
class Asker:
    """An account acting for one organisation, named by its slug, with the roles that it holds there.

    `elsewhere` are the roles that the same account holds in other organisations and `other_kinds` the kinds of those:
    the police wall stands for the person, whichever hat they wear, and nothing else counts them. A member of the public
    is one without a role. `account` is an id; None where the machine itself asks.
    """

    account: str | None
    organisation: str
    organisation_kind: str
    roles: frozenset[str]
    elsewhere: frozenset[str] = frozenset()
    other_kinds: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        check_slug(self.organisation)
        if strange := sorted({self.organisation_kind, *self.other_kinds} - ORGANISATION_KINDS.keys()):
            raise ValueError(f"Organisation kind '{strange[0]}' is not one of {', '.join(ORGANISATION_KINDS)}.")
        if strange := sorted((self.roles | self.elsewhere) - ROLES.keys()):
            raise ValueError(f"Role '{strange[0]}' is not one of {', '.join(ROLES)}.")

    @property
    def held(self) -> tuple[Role, ...]:
        """The roles held in the organisation that it acts for, as declared."""
        return tuple(ROLES[slug] for slug in ROLES if slug in self.roles)

    @property
    def law_enforcement(self) -> str | None:
        """What makes the account one of law enforcement, wherever; None where nothing does."""
        for role in ROLES.values():
            if role.is_law_enforcement and role.slug in self.roles | self.elsewhere:
                return f"The account holds the role {role.title}"
        for slug, kind in ORGANISATION_KINDS.items():
            if kind.is_law_enforcement and slug in self.other_kinds | {self.organisation_kind}:
                return f"The account is one of a {kind.title}"
        return None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that somebody may ask to see.

    * `feed` and `fields`: of what is of a feed; `fields` are named, or are every field ("*").
    * `about`: the groups of `GROUPS` that it is about. `handling`: the originator's word, where it was given for law
      enforcement.
    * `id`: which agreement. `holder`: the slug of the organisation that holds an audit, a reporter's words, a document.
    * `marking`, `audience` (roles) and `holds` (kinds of item that are in it): of a document.
    """

    kind: str
    feed: str | None = None
    fields: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    handling: Handling | None = None
    id: str | None = None
    holder: str | None = None
    marking: str = "restricted"
    audience: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in ITEM_KINDS:
            raise ValueError(f"'{self.kind}' is no kind of item; it is one of {', '.join(ITEM_KINDS)}.")
        if self.declared.is_of_feed != (self.feed is not None) or (self.feed is None) != (not self.fields):
            raise ValueError(
                f"An item of the kind {self.kind}: what is of a feed names it and fields, nothing else does."
            )
        if self.kind == "person-field" and (len(self.fields) != 1 or EVERY_FIELD in self.fields):
            raise ValueError("One field of a feed is one field: name it.")
        if strange := sorted(set(self.about) - set(GROUPS)):
            raise ValueError(f"'{strange[0]}' is not one of {', '.join(GROUPS)}.")
        if self.marking not in MARKINGS:
            raise ValueError(f"Marking '{self.marking}' is not one of {', '.join(MARKINGS)}.")
        self._check_holder()

    def _check_holder(self) -> None:
        if self.declared.basis is Basis.PARTY and self.id is None:
            raise ValueError("An agreement is asked for by its id.")
        if self.holder is not None:
            check_slug(self.holder)
        if self.declared.basis is Basis.HOLDER and self.holder is None:
            raise ValueError(f"An item of the kind {self.kind} names the organisation that holds it.")
        is_marked = self.marking != "restricted" or self.audience or self.holds
        if is_marked and self.declared.basis is not Basis.AUDIENCE:
            raise ValueError(f"An item of the kind {self.kind} has no marking, audience or contents: a document has.")
        if self.marking == "pre-release" and self.holder is None:
            raise ValueError("What is not released yet names the organisation that holds it.")
        if strange := sorted(set(self.audience) - ROLES.keys()):
            raise ValueError(f"Role '{strange[0]}' of an audience is not one of {', '.join(ROLES)}.")
        if strange := sorted(set(self.holds) - ITEM_KINDS.keys()):
            raise ValueError(f"'{strange[0]}' is no kind of item; a document holds those that are declared.")
        if self.marking == "open" and any(ITEM_KINDS[kind].basis is not Basis.OPEN for kind in self.holds):
            raise ValueError(
                "A document that is open to all holds nothing but what is: leave the rest out, or mark it."
            )

    @property
    def declared(self) -> ItemKind:
        """Its kind, as declared."""
        return ITEM_KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether it is public."""
        return self.declared.basis is Basis.OPEN or self.marking == "open"

    @property
    def is_walled(self) -> bool:
        """Whether the police wall stands before it, or before anything that is in it."""
        return any(ITEM_KINDS[kind].is_walled for kind in (self.kind, *self.holds))
