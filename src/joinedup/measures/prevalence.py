"""How many people are estimated to need help: modelled numbers with their own bounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from joinedup.core.period import Period


@dataclass(frozen=True, slots=True)
class Need:
    """One modelled estimate with its bounds (None: none published) and their confidence (0-1)."""

    year: int
    estimate: float
    low: float | None
    high: float | None
    confidence: float
    source: str
    status: str


class Needs:
    """Estimates of need of some areas, read once from a table of the PREVALENCE contract."""

    def __init__(self, table: Any, areas: Iterable[str]) -> None:
        self._held: dict[tuple[str, str], list[Need]] = {}
        for row in table.filter(table.area.isin(sorted(set(areas)))).to_pyarrow().to_pylist():
            if row["estimate"] is None or row["year"] is None:
                continue
            need = Need(
                row["year"],
                row["estimate"],
                row["low"],
                row["high"],
                row["confidence"] or 0.95,
                row["source"] or "",
                row["status"] or "knowledge",
            )
            self._held.setdefault((row["measure"], row["area"]), []).append(need)

    def of(self, measure: str, area: str, period: Period) -> Need | None:
        """Return the estimate of the year nearest to the period's start (the later of two as near), or None."""
        held = self._held.get((measure, area), [])
        return min(held, key=lambda need: (abs(need.year - period.start.year), -need.year, need.source), default=None)
