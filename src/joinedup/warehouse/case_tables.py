"""Columns of the case-level tables, worked out from the standard."""

from collections.abc import Mapping

from joinedup.kinds.standard import LEVELS, Standard
from joinedup.warehouse.contracts import CONTRACTS

TYPES = {"text": "string", "code": "string", "date": "date", "whole": "int64", "decimal": "float64"}

KEYS: Mapping[str, Mapping[str, str]] = (
    {
        "client": {"delivery_id": "string", "client_key": "string", "person_id": "string", "birth_month": "date"},
        "episode": {
            "delivery_id": "string",
            "dataset": "string",  # AD: adult service, YP: young people's service
            "episode_key": "string",
            "client_key": "string",
            "person_id": "string",
            "residence": "string",  # upper-tier code
            "age_at_triage": "int64",
            "age_at_exit": "int64",
        },
    }
    | {
        level: {"delivery_id": "string", "episode_key": "string", "person_id": "string", f"{level}_key": "string"}
        for level in LEVELS[2:]
    }
)
"""Columns that we work out; the rest are the standard's own items."""


def case_tables(standard: Standard) -> dict[str, dict[str, str]]:
    """Return table name to column name to type (Ibis type names) for every level of `standard`.

    Personal items (initials, date of birth, postcode, local references and ids) have no column.
    """
    return {level: dict(KEYS[level]) | own_items(standard, level) for level in LEVELS}


def held_tables(standard: Standard) -> dict[str, dict[str, str]]:
    """Return the same for every table that a version can hold, but those of partners' feeds."""
    return case_tables(standard) | {name: dict(columns) for name, columns in CONTRACTS.items() if name != "journey"}


def own_items(standard: Standard, level: str) -> dict[str, str]:
    """Return the columns of `level` that are items of the standard and name nobody."""
    return {item.column: TYPES[item.kind] for item in standard.level(level) if not item.is_personal}
