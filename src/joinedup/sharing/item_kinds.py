"""The kinds of things that somebody may ask to see, declared once, and what opening each rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from joinedup.core.slug import check_slug


class Basis(StrEnum):
    """What a yes rests on, beside the ceiling of the role and the police wall."""

    OPEN = "nothing: it is public"
    AGREEMENT = "a live agreement of which the organisation is a party, that lists the purpose and the item"
    PARTY = "being a party of that agreement, whatever has become of it"
    HOLDER = "belonging to the organisation that holds it"
    AUDIENCE = "its marking and its declared audience"


@dataclass(frozen=True, slots=True)
class ItemKind:
    """One kind of item.

    `is_walled`: no law-enforcement role or purpose ever reaches it (rules of practice 20). `in_emergency`: an emergency
    agreement may share it. `breaks_glass`: a direct-care role may, with a reason, see of a feed of a live agreement
    what its purposes and fields leave out. `given_by`: the kinds which, where an agreement shares them, share this too.
    """

    slug: str
    title: str
    basis: Basis
    is_walled: bool = False
    in_emergency: bool = False
    breaks_glass: bool = False
    is_of_feed: bool = False
    given_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not self.title.strip():
            raise ValueError(f"Item kind '{self.slug}' needs a title.")
        if self.is_walled and self.basis in (Basis.OPEN, Basis.AUDIENCE, Basis.PARTY):
            raise ValueError(f"Item kind '{self.slug}' is behind the police wall, so it cannot rest on {self.basis}.")
        if self.basis is not Basis.AGREEMENT and (
            self.is_of_feed or self.given_by or self.in_emergency or self.breaks_glass
        ):
            raise ValueError(
                f"Item kind '{self.slug}': only what rests on an agreement is of a feed or given by a share."
            )
        if self.in_emergency and (self.breaks_glass or self.slug in WHOLE_PEOPLE):
            raise ValueError(f"Item kind '{self.slug}' is about single people: no emergency agreement shares it.")

    @property
    def shared_as(self) -> tuple[str, ...]:
        """The kinds under which an agreement lists it."""
        return self.given_by or (self.slug,)


WHOLE_PEOPLE: Final = frozenset({"person-rows", "person-field", "identifiers", "linked-ids"})

_KINDS = (
    ItemKind("released-figures", "released open figures", Basis.OPEN),
    ItemKind("document", "a document with an audience and a marking", Basis.AUDIENCE),
    ItemKind("agreement", "the text of an agreement and what has become of it", Basis.PARTY),
    ItemKind("audit", "the audit of who saw and did what", Basis.HOLDER, is_walled=True),
    ItemKind(
        "sanitised-report", "a report without words, photograph, time or reporter", Basis.AGREEMENT, in_emergency=True
    ),
    ItemKind(
        "small-counts",
        "counts of a feed as they came, small ones too",
        Basis.AGREEMENT,
        is_walled=True,
        in_emergency=True,
        is_of_feed=True,
    ),
    ItemKind(
        "person-rows",
        "rows of a feed, each about a person",
        Basis.AGREEMENT,
        is_walled=True,
        breaks_glass=True,
        is_of_feed=True,
    ),
    ItemKind(
        "person-field",
        "one field of a feed, of rows about people",
        Basis.AGREEMENT,
        is_walled=True,
        breaks_glass=True,
        is_of_feed=True,
        given_by=("person-rows",),
    ),
    ItemKind(
        "identifiers",
        "names, initials, dates of birth and client references of a feed",
        Basis.AGREEMENT,
        is_walled=True,
        breaks_glass=True,
        is_of_feed=True,
    ),
    ItemKind("linked-ids", "pseudonyms and linked ids of a feed", Basis.AGREEMENT, is_walled=True, is_of_feed=True),
    ItemKind("reporter-words", "a reporter's own words, time and way to answer", Basis.HOLDER, is_walled=True),
    ItemKind("reporter-photograph", "a reporter's photograph", Basis.HOLDER, is_walled=True),
)
ITEM_KINDS: Final[Mapping[str, ItemKind]] = MappingProxyType({one.slug: one for one in _KINDS})
