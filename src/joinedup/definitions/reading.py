"""Read the declared data files beside this module into the kinds that check them."""

import csv
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from joinedup.core.status import SourceStatus
from joinedup.definitions.standards.letters import bounds, ndtms_letters
from joinedup.kinds.letter import change_of
from joinedup.kinds.parameters import Code, CodeList, Rule, TreatmentRules
from joinedup.kinds.standard import Item, Standard

_HERE = files("joinedup.definitions")


@cache
def ndtms_standard() -> Standard:
    """Return the NDTMS core data set as far as it is established: every item of every letter, obsolete ones too."""
    lines = (_HERE / "standards" / "ndtms" / "fields.csv").read_text(encoding="utf-8").splitlines()
    newest = ndtms_letters()[-1].letter
    return Standard("ndtms-core-data-set", newest, tuple(_item(row) for row in csv.DictReader(lines)))


@cache
def code_lists() -> dict[str, CodeList]:
    """Return every NDTMS code list by slug."""
    return {entry["slug"]: _code_list(entry) for entry in _toml("parameters/ndtms_codes.toml")["list"]}


@cache
def treatment_rules() -> TreatmentRules:
    """Return the numbers, code lists and residence look-up that journeys are built with."""
    data = _toml("parameters/treatment.toml")
    rules = {entry["slug"]: _rule(entry) for entry in data["rule"]}
    return TreatmentRules(rules, code_lists(), data["residence"])


def _toml(path: str) -> dict[str, Any]:
    return tomllib.loads(_HERE.joinpath(*path.split("/")).read_text(encoding="utf-8"))


def _item(row: dict[str, str]) -> Item:
    def number(text: str) -> float | None:
        return float(text) if text else None

    since, until = bounds(row["header"])
    return Item(
        header=row["header"],
        level=row["level"],
        description=row["description"],
        kind=row["kind"],
        low=number(row["low"]),
        high=number(row["high"]),
        datasets=row["datasets"],
        since=since.day,
        until=until.day,
        is_personal=row["is_personal"] == "yes",
        is_emitted=row["is_emitted"] == "yes",
        status=SourceStatus(row["status"]),
        source=row["source"],
        since_status=since.status,
        until_status=until.status,
        layout=row["layout"],
        layout_status=SourceStatus(row["layout_status"]) if row["layout_status"] else None,
        column_number=int(row["column"]) if row["column"] else None,
        rules=tuple(int(number) for number in row["rules"].split()),
        note=row["note"],
    )


def _code_list(entry: dict[str, Any]) -> CodeList:
    codes = tuple(_code(entry["slug"], *code) for code in entry["codes"])
    return CodeList(entry["slug"], tuple(entry["headers"]), entry["source"], codes)


def _code(code_list: str, code: str, text: str, group: str, status: str) -> Code:
    days: list[date | None] = [None, None]
    for letter in ndtms_letters():
        for place, changes in enumerate((letter.codes_added, letter.codes_gone)):
            if change_of(code, changes, code_list) is not None:
                days[place] = letter.starts
    return Code(code, text, group or None, SourceStatus(status), *days)


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        slug=entry["slug"],
        value=entry["value"],
        unit=entry["unit"],
        valid_from=entry.get("valid_from"),
        valid_to=entry.get("valid_to"),
        status=SourceStatus(entry["status"]),
        source=entry["source"],
    )
