"""What was found wrong in a released ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Entry = Mapping[str, Any]
"""A claim or a figure as the JSON has it."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One rule that one claim breaks. `rule` is a slug; `what` says what was found."""

    claim_id: str
    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.what} ({self.rule})"


def is_visible(figure: Entry) -> bool:
    """Whether a figure of the ledger may carry numbers."""
    return figure["showing"] in ("shown", "open")


def named(figure: Entry) -> str:
    """Return which figure is meant, for people."""
    group = f", {figure['group'][1]}" if figure.get("group") else ""
    return f"{figure['indicator']} of {figure['place']['name']}{group} from {figure['start']} to {figure['end']}"
