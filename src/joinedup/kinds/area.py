"""Areas as dated data: what each is called, what it lies in, when it existed, and what became of it."""

from dataclasses import dataclass
from datetime import date

from joinedup.core.place import Place
from joinedup.core.status import SourceStatus

COUNCIL_KINDS = ("upper-tier", "district")
AREA_KINDS = (*COUNCIL_KINDS, "region", "police-force", "integrated-care-board", "country")


@dataclass(frozen=True, slots=True)
class Area:
    """One area. `part_of` is the upper-tier code of a district, the country of any other.

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
        """The same area as the rest of the program names it."""
        return Place(self.code, self.name, self.kind)

    @property
    def is_council(self) -> bool:
        """Whether it is a council: an upper-tier authority or a district."""
        return self.kind in COUNCIL_KINDS

    def exists_on(self, day: date) -> bool:
        """Return whether the area existed on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """One area taking over from another on the first day of its own existence.

    `former` is None for an area older than the codes in use, known by its name alone. `is_former_whole`: all of the
    former area lies in the successor; `is_successor_whole`: all of the successor lay in the former. Where both hold,
    the two are one area under two codes, and `note` says if the boundary moved a little.
    """

    former: str | None
    former_name: str
    became: str
    on: date
    is_former_whole: bool
    is_successor_whole: bool
    note: str
    source: str
    status: SourceStatus

    def __post_init__(self) -> None:
        if self.former == self.became:
            raise ValueError(f"{self.former_name} ({self.former}) cannot succeed itself.")


@dataclass(frozen=True, slots=True)
class Within:
    """An upper-tier authority in a larger area: `share` is 1 where all of it is, else the share of its small areas."""

    part: str
    whole: str
    kind: str
    share: float
    source: str
    status: SourceStatus

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"{self.part} in {self.whole}: a share must be over 0 and up to 1, not {self.share}.")


@dataclass(frozen=True, order=True, slots=True)
class Tile:
    """An area's square on a tile map: `row` counts from the north, `column` from the west, both from 0."""

    row: int
    column: int

    def __post_init__(self) -> None:
        if self.row < 0 or self.column < 0:
            raise ValueError(f"A tile's row and column count from 0; found {self.row} and {self.column}.")
