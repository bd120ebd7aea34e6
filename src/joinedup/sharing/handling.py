"""The originator's word on data given for law enforcement, which stays with it (rules of practice 20)."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from joinedup.core.slug import check_slug

CODES: Final = MappingProxyType(
    {
        "P": "may be shared lawfully",
        "C": "may be shared lawfully on the conditions that the originator set",
    }
)
"""Handling codes of the three-by-five-by-two intelligence report, from knowledge: your force's own guidance stands
above them."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Who gave something for law enforcement, with which code, and to whom a conditional one may go; all by slug."""

    originator: str
    code: str
    to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.originator.strip():
            raise ValueError("A handling code needs the organisation that gave it.")
        for slug in (self.originator, *self.to):
            check_slug(slug)
        if self.code not in CODES:
            raise ValueError(f"Handling code '{self.code}' is not one of {', '.join(CODES)}.")
        if self.to and self.code != "C":
            raise ValueError("Only the code C names the organisations that something may go to.")

    def lets(self, organisation: str) -> bool:
        """Return whether it may go to an organisation: always to its originator."""
        return organisation == self.originator or self.code == "P" or organisation in self.to

    @property
    def sentence(self) -> str:
        """What goes along with it wherever it goes."""
        return f"Given by {self.originator} for law enforcement, handling code {self.code}: {CODES[self.code]}."
