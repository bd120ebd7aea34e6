"""An authority as dated data: what it is called, what it lies in, and when it existed."""

from dataclasses import dataclass
from datetime import date

from joinedup.core.place import Place
from joinedup.core.status import SourceStatus

AREA_KINDS = ("upper-tier", "district", "country")


@dataclass(frozen=True, slots=True)
class Area:
    """One authority. `part_of` is the upper-tier code of a district, the country of an upper-tier authority.

    It exists on days from `valid_from` (None: since before anything held) up to but not including `valid_to`.
    """

    code: str
    name: str
    kind: str
    part_of: str | None
    valid_from: date | None
    valid_to: date | None
    source: str
    status: SourceStatus

    def __post_init__(self) -> None:
        if self.kind not in AREA_KINDS:
            raise ValueError(f"Area {self.code}: kind '{self.kind}' is not one of {', '.join(AREA_KINDS)}.")
        if self.kind == "district" and self.part_of is None:
            raise ValueError(f"Area {self.code} ({self.name}) is a district, so it must say which area it is part of.")
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValueError(f"Area {self.code} ({self.name}) ends before it begins.")

    @property
    def place(self) -> Place:
        """The same authority as the rest of the program names it."""
        return Place(self.code, self.name, self.kind)

    def exists_on(self, day: date) -> bool:
        """Return whether the authority existed on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)
