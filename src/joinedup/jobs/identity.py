"""`joinedup identity`: how many people there are at least and at most behind those counted, and what speaks for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from joinedup.core.days import spoken_day
from joinedup.core.refusal import Refusal
from joinedup.jobs.who_is_who import at_most, by_chance, floor, is_small, said
from joinedup.sharing.decide import Grant
from joinedup.treatment.episodes import usable_episodes
from joinedup.treatment.identity import at_one_agency, links_in_doubt, told_apart
from joinedup.warehouse.store import Opened, open_warehouse

SEX, MONTH, REST = "sex", "month or year of birth", "initials or day of birth"
_CLIENT = ["client_key", "person_id", "sex", "birth_month"]


@dataclass(frozen=True, slots=True)
class Changed:
    """Client ids that an earlier version has too: `followed` of them, and how many stand under another attributor now.

    `by` counts these by what differs; one can be under several.
    """

    followed: int
    changed: int
    by: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """Doubts about who is who in one version of a warehouse, all its people together.

    There are `people` by attributor, under `clients` client ids. `least` is how many people there are if every client
    id is one person and so everyone under it; `clients` is how many if nobody has two client ids. `several` people
    stand under several client ids, `at_one` of them at one agency and `at_once` of those at the same time; `shared`
    under a client id that has another attributor too. `by_chance` pairs of people are expected to share an attributor.
    """

    people: int
    clients: int
    least: int
    several: int
    at_one: int
    at_once: int
    shared: int
    by_chance: float | None
    changed: Changed | None
    known_on: date | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """How many people there are at least and at most, made wider where the true bounds would tell of few."""
        low, high = self.people - self.least, self.clients - self.people
        few = floor() - 1
        low = few if 0 < low < few else low
        high = few if 0 < high < few else 0 if -few <= high < 0 else high
        return self.people - low, self.people + high

    def lines(self) -> list[str]:
        """Return what to say: the bound either way, what speaks for it, and what cannot be seen."""
        if self.people < floor():
            return [f"Fewer than {floor()} people are held: nothing is said of who is who among so few."]
        low, high = self.bounds
        by = f", as known on {spoken_day(self.known_on)}" if self.known_on else ""
        lines = [
            f"{self.people:,} people are told apart by initials, date of birth and sex{by}. Nobody is joined or parted "
            "on suspicion; these are the bounds of the error.",
            f"Two people taken for one: {at_most(self.several, self.people)}, who stand under several client ids; "
            f"{at_most(self.at_one, self.several)} at one agency, and {at_most(self.at_once, self.at_one)} with two "
            "open there at one time.",
        ]
        if self.by_chance is not None:
            lines.append(
                f"Chance alone would give {said(self.by_chance)} pairs of different people with one attributor. "
                "(Initials and sex are taken to be independent of the date of birth, and people of different files to "
                "be as alike as those of one.)"
            )
        lines.append(
            f"One person counted twice: {at_most(self.shared, self.people)}, who stand under a client id that has "
            "another attributor too."
        )
        lines += self._through_time()
        lines.append(
            f"So there are at least {low:,} and at most {high:,} people, if each client id is one person. Someone "
            "known to two agencies under two attributors cannot be seen, and would make fewer."
        )
        return lines

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; None stands for a number too small to be told."""
        if self.people < floor():
            return {"people": None, "told_from": floor()}
        low, high = self.bounds
        parts = (
            ("could_be_two", self.several, self.people),
            ("at_one_agency", self.at_one, self.several),
            ("at_one_time", self.at_once, self.at_one),
            ("could_be_counted_twice", self.shared, self.people),
        )
        told = {name: None if is_small(number, whole) else number for name, number, whole in parts}
        bounds = {"people": self.people, "at_least": low, "at_most": high, "told_from": floor()}
        chance = None if self.by_chance is None else round(self.by_chance, 4)
        known_on = self.known_on.isoformat() if self.known_on else None
        return bounds | told | {"pairs_by_chance": chance, "known_on": known_on, "changed": self._changed_told()}

    def _through_time(self) -> list[str]:
        if self.changed is None or not self.changed.followed:
            return []
        one = self.changed
        by = "; ".join(f"{name}, {at_most(number, one.changed)}" for name, number in one.by.items() if number)
        return [
            f"Through time: {at_most(one.changed, one.followed)} of the client ids sent before came under another "
            f"attributor since{f' ({by})' if by else ''}."
        ]

    def _changed_told(self) -> dict[str, int | None] | None:
        if self.changed is None:
            return None
        one = self.changed
        parts = {"client_ids": (one.changed, one.followed)} | {name: (n, one.changed) for name, n in one.by.items()}
        return {name: None if is_small(number, whole) else number for name, (number, whole) in parts.items()}


def identity(warehouse: Path, *, as_of: date | None = None, grant: Grant | None = None) -> Identity:
    """Return the doubts about who is who in a warehouse now, or as known at the end of the day `as_of`.

    Refuses a warehouse that holds no person, and rows about real people without a grant for them.
    """
    opened = open_warehouse(warehouse, as_of=as_of, grant=grant)
    try:
        usable = usable_episodes({table: opened.table(table) for table in ("episode", "client")})
        spans = usable.select("person_id", "client_key", "agncy", "triaged", "reach")
        episodes = opened.connection.create_table("spans", spans, temp=True)
        who = told_apart(episodes)
        one = who.aggregate(
            people=who.count(), several=who.has_several_client_ids.sum(), shared=who.shares_client_id.sum()
        )
        beside = at_one_agency(episodes)
        other = beside.aggregate(at_one=beside.count(), at_once=beside.at_once.sum())
        found = {
            name: int(n or 0)
            for name, n in (one.to_pyarrow().to_pylist()[0] | other.to_pyarrow().to_pylist()[0]).items()
        }
        if not found["people"]:
            raise Refusal(f"{warehouse} holds no rows about people: nobody has to be told apart.")
        links = links_in_doubt(episodes).to_pyarrow().to_pylist()
        return Identity(
            **found,
            clients=int(episodes.client_key.nunique().to_pyarrow().as_py()),
            least=found["people"] - _joined((row["client_key"], row["person_id"]) for row in links),
            by_chance=by_chance(
                found["people"], (one.alike for one in opened.manifest.deliveries if one.alike is not None)
            ),
            changed=_changed(warehouse, opened, grant),
            known_on=as_of,
        )
    finally:
        opened.close()


def _joined(links: Iterable[tuple[str, str]]) -> int:
    """Return by how many there are fewer people than attributors, if all under one client id are one person."""
    leader: dict[str, str] = {}

    def lead(person: str) -> str:
        while leader[person] != person:
            leader[person] = person = leader[leader[person]]
        return person

    under: dict[str, str] = {}
    merged = 0
    for client, person in links:
        leader.setdefault(person, person)
        one, other = lead(under.setdefault(client, person)), lead(person)
        if one != other:
            leader[other] = one
            merged += 1
    return merged


def _changed(warehouse: Path, opened: Opened, grant: Grant | None) -> Changed | None:
    """Return what earlier versions say of client ids that are held now; None where one of them may not be opened."""
    now = _clients(opened, frozenset(one.id for one in opened.manifest.deliveries))
    seen = {one.id for one in opened.manifest.deliveries}
    followed: set[str] = set()
    differ: dict[str, set[str]] = {name: set() for name in (SEX, MONTH, REST)}
    for number in range(opened.manifest.number - 1, 0, -1):
        try:
            earlier = _earlier(warehouse, number, grant, seen)
        except Refusal:  # rows under an agreement that the grant is not for, or erased while this was reading
            return None
        if earlier is None:
            continue
        both = earlier.join(now, "client_key", join_type="inner", right_suffix="_now")
        followed.update(both["client_key"].to_pylist())
        for row in both.filter(pc.not_equal(both["person_id"], both["person_id_now"])).to_pylist():
            for name in _what_differs(row):
                differ[name].add(row["client_key"])
    by = {name: len(clients) for name, clients in differ.items()}
    return Changed(len(followed), len(set().union(*differ.values())), by)


def _earlier(warehouse: Path, number: int, grant: Grant | None, seen: set[str]) -> pa.Table | None:
    before = open_warehouse(warehouse, version=number, grant=grant)
    try:
        own = frozenset(one.id for one in before.manifest.deliveries if one.is_case_level) - seen
        seen |= own
        return _clients(before, own) if own else None
    finally:
        before.close()


def _clients(opened: Opened, deliveries: frozenset[str]) -> pa.Table:
    clients = opened.table("client")
    return clients.filter(clients.delivery_id.isin(sorted(deliveries))).select(*_CLIENT).distinct().to_pyarrow()


def _what_differs(row: Mapping[str, Any]) -> Iterator[str]:
    is_sex, is_month = (row[name] != row[f"{name}_now"] for name in ("sex", "birth_month"))
    yield from ((SEX,) if is_sex else ())
    yield from ((MONTH,) if is_month else ())
    yield from ((REST,) if not (is_sex or is_month) else ())
