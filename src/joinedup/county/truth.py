"""What was planted, for tests and readers; nothing downstream may read it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from joinedup.county.days import written
from joinedup.county.draw import Ints
from joinedup.county.episodes import PATTERNS
from joinedup.county.journeys import Journeys
from joinedup.county.places import ALCOHOL, GROUPS, PLACES, REASONS, YOUNG
from joinedup.county.plan import Flow, Plan


def write_truth(
    folder: Path,
    plan: Plan,
    scale: float,
    table: Journeys,
    drugs: pl.DataFrame,
    people: pl.DataFrame,
    person: Ints,
    pattern: Ints,
    collisions: list[tuple[int, int]],
    faults: list[dict[str, Any]],
) -> None:
    """Write targets.json, journeys.csv, collisions.csv and faults.json."""
    folder.mkdir(exist_ok=True)
    _journeys(table, drugs, people, person, pattern).write_csv(folder / "journeys.csv", line_terminator="\r\n")
    who = _attributors(people)
    shared = [who[one] for one, _ in collisions]
    pl.DataFrame({"attributor": shared}, schema={"attributor": pl.String}).write_csv(
        folder / "collisions.csv", line_terminator="\r\n"
    )
    targets = {
        PLACES[place].code: _targets(plan, scale, place) for place in sorted({flow.place for flow in plan.flows})
    }
    _write_json(folder / "targets.json", {"plan": plan.slug, "year": plan.year, "scale": scale, "places": targets})
    _write_json(folder / "faults.json", faults)


def write_feed_truth(folder: Path, planted: dict[str, Any]) -> None:
    """Write feeds.json: the faults, gaps and corrections planted in the feeds of partners, and who never sent."""
    _write_json(folder / "feeds.json", planted)


def _journeys(table: Journeys, drugs: pl.DataFrame, people: pl.DataFrame, person: Ints, pattern: Ints) -> pl.DataFrame:
    names = np.array(GROUPS)
    frame = pl.DataFrame(
        {
            "attributor": _attributors(people)[person],
            "area": np.array([place.code for place in PLACES])[table.place],
            "start": written(table.start),
            "end": written(table.end),
            "group": names[drugs["group"].to_numpy()],
            "is_adult": table.group != YOUNG,
            "at_young_peoples_service": (table.group == YOUNG) | table.at_young,
            "reason": np.array(REASONS)[table.reason],
            "pattern": np.array(PATTERNS)[pattern],
        }
    )
    reason = pl.when(pl.col("end").is_null()).then(None).otherwise(pl.col("reason"))
    return frame.with_columns(reason.alias("reason")).sort("attributor", "start")


def _attributors(people: pl.DataFrame) -> pl.Series:
    return people.select(
        (pl.col("initials") + pl.Series(written(people["birth"].to_numpy())) + pl.col("sex")).alias("attributor")
    ).to_series()


def _targets(plan: Plan, scale: float, place: int) -> dict[str, int]:
    """Return the counts of the exact year that the plan holds for one place."""
    flows = [flow.times(scale) for flow in plan.flows if flow.place == place]
    adults = [flow for flow in flows if flow.group != YOUNG]
    alcohol = [flow for flow in adults if flow.group == ALCOHOL]
    drug = [flow for flow in adults if flow.group != ALCOHOL]
    young = [flow for flow in flows if flow.group == YOUNG]

    def total(among: list[Flow], *names: str) -> int:
        return sum(getattr(flow, name) for flow in among for name in names)

    return {
        "adults-in-alcohol-treatment": total(alcohol, "latest"),
        "adults-in-drug-treatment": total(drug, "latest"),
        **{f"in-treatment-{GROUPS[flow.group]}": flow.latest for flow in flows},
        "new-presentations-alcohol": total(alcohol, "new"),
        "new-presentations-drug": total(drug, "new"),
        "new-presentations-drug-year-before": total(drug, "new_before"),
        "inpatient-drug": total(drug, "inpatient"),
        "residential-drug": total(drug, "residential"),
        "inpatient-alcohol": total(alcohol, "inpatient"),
        "residential-alcohol": total(alcohol, "residential"),
        "early-unplanned-exits-alcohol": total(alcohol, "early"),
        "early-unplanned-exits-drug": total(drug, "early"),
        "young-people-in-treatment": total(young, "latest") + total(adults, "at_young_peoples_service"),
        "young-people-exits": total(young, "exits"),
        "young-people-completions": total(young, "completed"),
    }


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
