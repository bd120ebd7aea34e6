"""Where a figure is about."""

from dataclasses import dataclass

ENGLAND_CODE = "E92000001"

SYNTHETIC_PREFIX = "X"
"""Every code of the synthetic county starts with this letter; no real ONS, NDTMS or provider code does.

NDTMS agency codes start with a letter of their region; that none starts with X is `local` knowledge, so intake
asks that *all* area and agency codes of a delivery start with X before it calls the delivery synthetic.
"""


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """An area by its code, with the name people know it by. `kind` is upper-tier, district or country."""

    code: str
    name: str
    kind: str = "upper-tier"

    @property
    def is_synthetic(self) -> bool:
        """Whether the code is one of those reserved for invented places."""
        return self.code.startswith(SYNTHETIC_PREFIX)


ENGLAND = Place(ENGLAND_CODE, "England", "country")
