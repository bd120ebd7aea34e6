"""Providers' flat files to episodes, each a dict with its children, the slow way."""

import csv
import tomllib
from collections.abc import Callable, Iterable
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
_WHO = ("FINITIAL", "SINITIAL", "DOB", "SEX", "CLIENTID")
_DATES = {"TRIAGED", "DISD", "REFMODDT", "MODST", "TOPDATE", "X_CIRDT"}
_WHOLE = {"ALCUSE", "OPIUSE", "CRAUSE", "COCAUSE", "CANNUSE"}
_DATASETS = {"ndtms-adult": "AD", "ndtms-young-people": "YP"}

KeyOf = Callable[..., str]


def read_episodes(files: Iterable[Path], rules: Rules, key_of: KeyOf) -> list[dict[str, Any]]:
    """Return the consenting episodes of some NDTMS files that arithmetic can use.

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


def _episodes(rows: Iterable[dict[str, str]], dataset: str, rules: Rules, key_of: KeyOf) -> list[dict[str, Any]]:
    by_episode: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        if row["CONSENT"] == "Y":
            by_episode.setdefault((row["AGNCY"], row["EPISODID"]), []).append(row)
    read = []
    for (agency, local), theirs in by_episode.items():
        if not all(_agree(theirs[0], row) for row in theirs):
            continue
        episode = _episode(theirs[0], dataset, rules)
        if _is_usable(episode):
            episode["episode_key"] = key_of("episode", agency, local)
            _add_children(episode, theirs, lambda level, child, at=(agency, local): key_of(level, *at, child))
            read.append(episode)
    return read


def _agree(one: dict[str, str], other: dict[str, str]) -> bool:
    return all(one.get(header) == other.get(header) for header in (*_WHO, *_EPISODE, "UTLA", "DAT"))


def _is_usable(episode: dict[str, Any]) -> bool:
    """Return whether it has a person, a start, and dates that can be put in order."""
    born, triaged, disd = episode["person"][2], episode["triaged"], episode["disd"]
    if None in episode["person"] or triaged is None:
        return False
    return born <= triaged and (disd is None or disd >= triaged)


def _add_children(episode: dict[str, Any], rows: list[dict[str, str]], key_of: Callable[[str, str], str]) -> None:
    for child, (level, id_header) in CHILDREN.items():
        seen = set()
        for row in rows:
            child_id = _text(row.get(id_header, ""))
            if child_id is None or child_id in seen:
                continue
            seen.add(child_id)
            record = {header.lower(): _value(header, row.get(header, "")) for header in _ITEMS[child]}
            episode[child].append(record | {"key": key_of(level, child_id)})


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
        "person": (*(_text(row[initial].upper()) for initial in ("FINITIAL", "SINITIAL")), born, _text(row["SEX"])),
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
    text = (_text(value) or "").replace("-", "")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _value(header: str, value: str | None) -> Any:
    if header in _DATES:
        return _date(value)
    text = _text(value)
    if header not in _WHOLE or text is None:
        return text
    return int(text) if 0 <= int(text) <= 28 else None  # days of the last 28
