"""What publishers send beside the providers: estimates of need and figures for England."""

from datetime import date

import polars as pl

from joinedup.core.place import ENGLAND
from joinedup.county.places import PLACES
from joinedup.county.plan import Plan

_RELEASED = {2021: date(2023, 3, 1)}

_PUBLISHED = {
    "measure": pl.String,
    "area": pl.String,
    "area_name": pl.String,
    "start_on": pl.Date,
    "end_on": pl.Date,
    "group_kind": pl.String,
    "group_value": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "value": pl.Float64,
    "decimals": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "verdict": pl.String,
    "marker": pl.String,
    "source": pl.String,
    "released_on": pl.Date,
    "rounded_to": pl.Int64,
}


def england(plan: Plan) -> pl.DataFrame:
    """Return rows of the PUBLISHED contract: the plan's benchmarks for England in its year."""
    rows = [
        {
            "measure": benchmark.measure,
            "area": ENGLAND.code,
            "area_name": ENGLAND.name,
            "start_on": date(plan.year, 4, 1),
            "end_on": date(plan.year + 1, 4, 1),
            "numerator": benchmark.numerator,
            "denominator": benchmark.denominator,
            "value": benchmark.value,
            "decimals": benchmark.decimals,
            "source": benchmark.source,
            "released_on": _RELEASED.get(plan.year, date(plan.year + 2, 3, 1)),
        }
        for benchmark in plan.benchmarks
    ]
    return pl.DataFrame(rows, schema=_PUBLISHED).sort("measure")


def prevalence(plan: Plan, scale: float) -> pl.DataFrame:
    """Return rows of the PREVALENCE contract, with 95% bounds."""
    rows = [
        {
            "measure": need.measure,
            "area": PLACES[need.place].code,
            "area_name": PLACES[need.place].name,
            "year": need.year,
            "estimate": float(round(need.estimate * scale)),
            "low": float(round(need.low * scale)),
            "high": float(round(need.high * scale)),
            "confidence": 0.95,
            "source": need.source,
            "status": "local",
        }
        for need in plan.needs
    ]
    return pl.DataFrame(rows).sort("measure", "area")
