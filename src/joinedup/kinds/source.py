"""Where a definition comes from."""

from dataclasses import dataclass

from joinedup.core.status import SourceStatus


@dataclass(frozen=True, slots=True)
class Source:
    """A named source with its status. `caveat` is printed where the status is not `found`."""

    name: str
    status: SourceStatus
    caveat: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A source must name where the definition was read or who set it.")
