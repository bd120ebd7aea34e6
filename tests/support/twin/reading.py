"""Providers' flat files to episodes, each a dict with its children, the slow way."""

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from support.twin.rules import Rules, age_on

CHILDREN = {
    "interventions": ("intervention", "MODID"),
    "forms": ("outcomes_profile", "TOPID"),
    "reviews": ("client_information_review", "X_CIRID"),
}
_ITEMS = {
    "interventions": ("MODAL", "MODSET", "REFMODDT", "MODST"),
    "forms": ("TOPDATE", "TRSTAGE", "ALCUSE", "OPIUSE", "CRAUSE", "COCAUSE", "CANNUSE"),
    "reviews": ("X_CIRDT", "CIRHOUSING", "CIRMTHTN", "X_CIRCRTMHN"),
}
_EPISODE = (
    "SEX",
    "ETHNIC",
    "LA",
    "RFLS",
    "SEXUALO",
    "DISABLE1",
    "DISABLE2",
    "DISABLE3",
    "ACCMNEED",
    "HOUSING",
    "EMPSTAT",
    "PRNTSTAT",
    "DRUG1",
    "DRUG2",
    "DRUG3",
    "INJSTAT",
    "MTHTN",
    "CRTMHN",
    "TRIAGED",
    "DISD",
    "DISRSN",
)
_DATES = {"TRIAGED", "DISD", "REFMODDT", "MODST", "TOPDATE", "X_CIRDT"}
_WHOLE = {"ALCUSE", "OPIUSE", "CRAUSE", "COCAUSE", "CANNUSE"}
_DATASETS = {"ndtms-adult": "AD", "ndtms-young-people": "YP"}

KeyOf = Callable[..., str]


def read_episodes(files: Iterable[Path], rules: Rules, key_of: KeyOf) -> list[dict[str, Any]]:
    """Return the consenting episodes of some NDTMS files.

    `key_of(level, agency, episode id, child id)` gives the keys by which ties go; the child id only for children.
    """
    episodes: list[dict[str, Any]] = []
    for path in sorted(files):
        dataset = _DATASETS[tomllib.loads(Path(f"{path}.toml").read_text(encoding="utf-8"))["feed"]]
        with path.open(encoding="utf-8", newline="") as handle:
            theirs = _episodes(csv.DictReader(handle), dataset, rules, key_of)
        _describe_clients(theirs)
        episodes.extend(theirs)
    return episodes


def _episodes(rows: Iterator[dict[str, str]], dataset: str, rules: Rules, key_of: KeyOf) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for row in rows:
        if row["CONSENT"] != "Y":
            continue
        agency, local = row["AGNCY"], row["EPISODID"]
        episode = found.get((agency, local))
        if episode is None:
            episode = found[agency, local] = _episode(row, dataset, rules)
            episode["episode_key"] = key_of("episode", agency, local)
        for child, (level, id_header) in CHILDREN.items():
            child_id = _text(row.get(id_header, ""))
            if child_id is None or (agency, local, child, child_id) in seen:
                continue
            seen.add((agency, local, child, child_id))
            record = {header.lower(): _value(header, row.get(header, "")) for header in _ITEMS[child]}
            episode[child].append(record | {"key": key_of(level, agency, local, child_id)})
    return list(found.values())


def _describe_clients(episodes: list[dict[str, Any]]) -> None:
    """Give every episode its client's own items as they stand in the client's latest episode at that provider."""
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    in_order = sorted(episodes, key=lambda one: (one["triaged"] or date.min, one["episode_key"]))
    for episode in in_order:
        latest[episode["client"]] = episode
    told = {client: {item: episode[item] for item in ("sex", "ethnic")} for client, episode in latest.items()}
    for episode in episodes:
        episode.update(told[episode["client"]])


def _episode(row: dict[str, str], dataset: str, rules: Rules) -> dict[str, Any]:
    episode: dict[str, Any] = {header.lower(): _value(header, row.get(header, "")) for header in _EPISODE}
    born = _date(row["DOB"])
    triaged = episode["triaged"]
    return episode | {
        "person": (row["FINITIAL"].upper(), row["SINITIAL"].upper(), born, row["SEX"]),
        "client": (row["AGNCY"], _text(row.get("CLIENTID")) or row["EPISODID"]),
        "dataset": dataset,
        "residence": _text(row.get("UTLA", "")) or rules.residence.get(row.get("DAT", "")),
        "age_at_triage": None if born is None or triaged is None else age_on(triaged, born),
        "interventions": [],
        "forms": [],
        "reviews": [],
    }


def _text(value: str | None) -> str | None:
    value = (value or "").strip()
    return None if value in ("", "NA") else value


def _date(value: str | None) -> date | None:
    text = _text(value)
    if text is None:
        return None
    return date.fromisoformat(text) if "-" in text else date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _value(header: str, value: str | None) -> Any:
    if header in _DATES:
        return _date(value)
    text = _text(value)
    return int(text) if text is not None and header in _WHOLE else text
