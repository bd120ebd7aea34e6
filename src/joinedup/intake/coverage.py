"""What a delivery says it covers: a sidecar file beside it, or options."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.naming import told_text
from joinedup.intake.toml_file import read_toml

NDTMS_FEEDS: Mapping[str, str] = {"ndtms-adult": "AD", "ndtms-young-people": "YP"}
"""Feed to the data set its services report on (facts of the standard: AD adult community, YP young people)."""
COUNTS_OF: Mapping[str, str] = {f"{feed}-counts": feed for feed in NDTMS_FEEDS}
"""The feed that counts come in as, as agreements list it, to the feed of the rows that they were made of."""
TABLE_FEEDS = ("population", "published", "prevalence")
FEEDS = (*NDTMS_FEEDS, *COUNTS_OF, *TABLE_FEEDS)
_TEXTS = ("sender", "feed")
_DAYS = ("extract_on", "covers_from", "covers_to")
_OPTIONAL = ("sender_name", "letter")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who sent which feed, in which letter, taken on which day, about which period."""

    sender: str
    sender_name: str
    feed: str
    letter: str | None
    extract_on: date
    covers: Period


SIDECAR = ".toml"
"""Added to a file's name for the file that says what it covers."""


def sidecar_of(path: Path) -> Path:
    """Return where a file's coverage is written."""
    return path.with_name(path.name + SIDECAR)


def read_coverage(
    path: Path, options: Mapping[str, Any] | None = None, partner_feeds: Collection[str] = ()
) -> Coverage | None:
    """Return the coverage from the sidecar, overlaid by `options`; None where neither says anything.

    `partner_feeds` are feeds that may be named beside those of the standard and of shared tables.

    Refuses a sidecar that cannot be read, an unknown word in it, and one that leaves something out, naming it.
    """
    said: dict[str, Any] = {}
    sidecar = sidecar_of(path)
    if sidecar.is_file():
        said = read_toml(sidecar)
    said |= {key: value for key, value in (options or {}).items() if value is not None}
    if not said:
        return None
    _check_names(sidecar, said)
    if said["feed"] not in (*FEEDS, *partner_feeds):
        named = ", ".join((*FEEDS, *partner_feeds))
        raise Refusal(f"{sidecar.name}: feed '{told_text(said['feed'])}' is not one of {named}.")
    if said["covers_to"] <= said["covers_from"]:
        raise Refusal(f"{sidecar.name}: covers_to is not after covers_from (it is the first day no longer covered).")
    return Coverage(
        sender=said["sender"],
        sender_name=said.get("sender_name") or said["sender"],
        feed=said["feed"],
        letter=said.get("letter"),
        extract_on=said["extract_on"],
        covers=Period(said["covers_from"], said["covers_to"]),
    )


def missing_words(path: Path) -> str:
    """Return the sentence that asks for coverage."""
    return (
        f"{path.name} does not say what it covers, so it was checked and not loaded: write {sidecar_of(path).name} "
        f"beside it with {', '.join((*_TEXTS, *_DAYS))} (and sender_name and letter), or give them as options."
    )


def _check_names(sidecar: Path, said: Mapping[str, Any]) -> None:
    unknown = sorted(set(said) - {*_TEXTS, *_DAYS, *_OPTIONAL})
    if unknown:
        known = ", ".join((*_TEXTS, *_OPTIONAL, *_DAYS))
        raise Refusal(f"{sidecar.name} holds '{told_text(unknown[0])}', which is not one of {known}.")
    absent = [name for name in (*_TEXTS, *_DAYS) if name not in said]
    if absent:
        raise Refusal(
            f"{sidecar.name} leaves out {', '.join(absent)}: a delivery says who sent what, and what it covers."
        )
    for name in _TEXTS + _OPTIONAL:
        if name in said and (not isinstance(said[name], str) or not said[name].strip()):
            raise Refusal(f"{sidecar.name}: {name} is not text in quotes.")
        if name in said and (len(said[name]) > _LONGEST or not said[name].isprintable()):
            raise Refusal(f"{sidecar.name}: {name} is longer than {_LONGEST} characters, or cannot be printed.")
    for name in _DAYS:
        if type(said[name]) is not date:
            raise Refusal(f"{sidecar.name}: {name} is not a day such as 2026-04-01 (without quotes).")
