"""What things may be asked for, declared once. A purpose that is not here reaches nothing but what is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from joinedup.core.slug import check_slug


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose. `is_law_enforcement`: the police wall stands before it (rules of practice 20)."""

    slug: str
    title: str
    is_law_enforcement: bool = False

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not self.title.strip():
            raise ValueError(f"Purpose '{self.slug}' needs a title.")


DIRECT_CARE: Final = "direct-care"

_PURPOSES = (
    Purpose("needs-assessment", "assess what people in an area need"),
    Purpose("service-planning", "plan, buy and evaluate services"),
    Purpose(DIRECT_CARE, "care for the person whom it is about"),
    Purpose("early-warning", "warn of harm from drugs and alcohol"),
    Purpose("death-review", "learn from deaths and near-fatal overdoses"),
    Purpose("safeguarding", "protect a child or an adult at risk"),
    Purpose("governance", "keep and check agreements, accounts and the audit"),
    Purpose("policing", "police work of any kind", is_law_enforcement=True),
    Purpose("crime-prevention", "prevent crime or disorder", is_law_enforcement=True),
    Purpose("investigation", "investigate an offence or a person", is_law_enforcement=True),
    Purpose("prosecution", "prosecute, or carry out a penalty", is_law_enforcement=True),
    Purpose("immigration-control", "control immigration", is_law_enforcement=True),
)
PURPOSES: Final[Mapping[str, Purpose]] = MappingProxyType({one.slug: one for one in _PURPOSES})


def is_law_enforcement(purpose: str) -> bool:
    """Return whether the police wall stands before a purpose: before one that nobody declared, too."""
    return purpose not in PURPOSES or PURPOSES[purpose].is_law_enforcement
