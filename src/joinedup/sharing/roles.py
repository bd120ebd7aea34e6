"""The roles that an account may hold in an organisation, declared once, and what each may at most reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from joinedup.core.slug import check_slug
from joinedup.sharing.item_kinds import ITEM_KINDS


@dataclass(frozen=True, slots=True)
class Role:
    """One role with its ceiling: no agreement gives more than `reaches`. `is_direct_care` may break glass."""

    slug: str
    title: str
    reaches: frozenset[str]
    is_law_enforcement: bool = False
    is_direct_care: bool = False

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not self.title.strip():
            raise ValueError(f"Role '{self.slug}' needs a title.")
        if strange := sorted(self.reaches - ITEM_KINDS.keys()):
            raise ValueError(f"Role '{self.slug}' reaches '{strange[0]}', which is no declared kind of item.")
        if self.is_law_enforcement and self.is_direct_care:
            raise ValueError(f"Role '{self.slug}' cannot be of law enforcement and of direct care.")
        walled = sorted(slug for slug in self.reaches if ITEM_KINDS[slug].is_walled)
        if self.is_law_enforcement and walled:
            raise ValueError(f"Role '{self.slug}' is of law enforcement and may never reach {walled[0]}.")
        if self.is_direct_care and not any(ITEM_KINDS[slug].breaks_glass for slug in self.reaches):
            raise ValueError(f"Role '{self.slug}' is of direct care and reaches nothing about a person.")


def _reaches(*more: str) -> frozenset[str]:
    return frozenset({"released-figures", "document", *more})


_ROLES = (
    Role("analyst", "analyst", _reaches("person-rows", "person-field", "linked-ids", "small-counts")),
    Role("partnership-manager", "partnership manager", _reaches("small-counts", "sanitised-report", "agreement")),
    Role(
        "health-coordinator",
        "health coordinator and deputy",
        _reaches("small-counts", "sanitised-report", "reporter-words", "reporter-photograph"),
    ),
    Role(
        "provider-worker",
        "provider worker",
        _reaches("person-rows", "person-field", "identifiers", "sanitised-report"),
        is_direct_care=True,
    ),
    Role("partner-contact", "partner contact", _reaches("small-counts", "sanitised-report", "agreement")),
    Role(
        "law-enforcement-partner",
        "law-enforcement partner",
        _reaches("sanitised-report", "agreement"),
        is_law_enforcement=True,
    ),
    Role("reviewer", "reviewer of deaths and near-fatal overdoses", _reaches("small-counts", "sanitised-report")),
    Role("board-member", "board member", _reaches()),
    Role("lived-experience-member", "lived-experience member", _reaches("sanitised-report")),
    Role("information-governance-lead", "information-governance lead", _reaches("agreement", "audit")),
    Role("administrator", "administrator", _reaches()),
)
ROLES: Final[Mapping[str, Role]] = MappingProxyType({one.slug: one for one in _ROLES})
