"""A small plain-Python reading of a county's files, written apart from the county and from the engine."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

ALCOHOL = "7000"
OPIATES = {"1011", "1101", "1105", "1000"}
CRACK = "3201"
COMPLETED = {"80", "81", "82"}
UNPLANNED = {"85", "86", "88"}
DAT = {"X01B": "X10000001", "X02B": "X06000001", "X99B": "X99999999"}
EXIT_GROUPS = {
    "80": "completed", "81": "completed", "82": "completed", "83": "transferred", "71": "recommissioned",
    "84": "custody", "87": "custody", "85": "left early", "86": "withdrawn or declined",
    "88": "withdrawn or declined", "89": "died",
}  # fmt: skip


def to_date(text):
    return date(int(text[:4]), int(text[4:6]), int(text[6:])) if text else None


@dataclass
class Episode:
    agency: str
    row: dict
    triaged: date
    discharged: date | None
    children: list = field(default_factory=list)


@dataclass
class Journey:
    person: str
    number: int
    episodes: list
    start: date
    end: date | None

    @cached_property
    def area(self):
        last = max(self.episodes, key=lambda e: (e.triaged, e.row["EPISODID"])).row
        return last["UTLA"] or DAT[last["DAT"]]

    @cached_property
    def drugs(self):
        return {e.row[f"DRUG{n}"] for e in self.episodes for n in (1, 2, 3)} - {"", "9996", "9997"}

    @cached_property
    def group(self):
        if self.drugs & OPIATES:
            return "opiate"
        others = self.drugs - {ALCOHOL}
        if others:
            return "non-opiate-and-alcohol" if ALCOHOL in self.drugs else "non-opiate-only"
        return "alcohol-only"

    @cached_property
    def age(self):
        birth = to_date(self.episodes[0].row["DOB"])
        return self.start.year - birth.year - ((self.start.month, self.start.day) < (birth.month, birth.day))

    @cached_property
    def is_adult(self):
        return self.age >= 18

    @cached_property
    def is_young_service(self):
        return any(e.agency in ("X0003", "X0004") for e in self.episodes)

    @cached_property
    def reason(self):
        if self.end is None:
            return None
        reasons = {EXIT_GROUPS[e.row["DISRSN"]] for e in self.episodes if e.discharged == self.end}
        return reasons.pop() if len(reasons) == 1 else "inconsistent"

    def first(self, header, unknown=("",)):
        for e in sorted(self.episodes, key=lambda e: e.triaged):
            if e.row[header] not in unknown:
                return e.row[header]
        return None

    def records(self, id_header):
        seen = {(e.agency, r[id_header]): r for e in self.episodes for r in e.children if r[id_header]}
        return list(seen.values())

    def has(self, header, code):
        return any(record[header] == code for record in self.records("MODID"))

    @cached_property
    def wait(self):
        starts = [r for r in self.records("MODID") if r["MODST"]]
        first = min(starts, key=lambda r: (r["MODST"], r["MODID"]))
        if not first["REFMODDT"]:
            return None
        return (to_date(first["MODST"]) - to_date(first["REFMODDT"])).days


def journeys_of(folder: Path) -> list[Journey]:
    faults = {(f, row) for f, row in _faulty_lines(folder)}
    people = defaultdict(dict)
    for path in sorted(folder.glob("ndtms_*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                if row["CONSENT"] == "N" or (path.name, line) in faults:
                    continue
                person = row["FINITIAL"] + row["SINITIAL"] + row["DOB"] + row["SEX"]
                key = (row["AGNCY"], row["EPISODID"])
                if key not in people[person]:
                    people[person][key] = Episode(row["AGNCY"], row, to_date(row["TRIAGED"]), to_date(row["DISD"]))
                people[person][key].children.append(row)
    return [journey for person in sorted(people) for journey in _join(person, people[person].values())]


def _faulty_lines(folder):
    for fault in json.loads((folder / "truth" / "faults.json").read_text(encoding="utf-8")):
        yield fault["file"], fault["row"]


def _join(person, episodes):
    done, current, end = [], [], date.min
    for episode in sorted(episodes, key=lambda e: (e.triaged, e.row["EPISODID"])):
        if current and (end is None or episode.triaged <= end + timedelta(days=21)):
            current.append(episode)
            end = None if end is None or episode.discharged is None else max(end, episode.discharged)
        else:
            if current:
                done.append(Journey(person, len(done) + 1, current, current[0].triaged, end))
            current, end = [episode], episode.discharged
    done.append(Journey(person, len(done) + 1, current, current[0].triaged, end))
    return done


@dataclass
class Year:
    """Journeys of one area seen through a financial year (named by its April)."""

    area: str
    year: int
    journeys: list

    @property
    def opens(self):
        return date(self.year, 4, 1)

    @property
    def closes(self):
        return date(self.year + 1, 4, 1)

    @cached_property
    def active(self):
        """Latest active journey of each person, of the area."""
        latest = {}
        for j in self.journeys:
            if j.start < self.closes and (j.end is None or j.end >= self.opens):
                latest[j.person] = j
        return [j for j in latest.values() if j.area == self.area]

    @cached_property
    def adults(self):
        return [j for j in self.active if j.is_adult]

    @cached_property
    def starts(self):
        return [j for j in self.journeys if j.area == self.area and self.opens <= j.start < self.closes]

    @cached_property
    def new(self):
        return [j for j in self.starts if j.is_adult]

    @cached_property
    def exits(self):
        return [j for j in self.journeys if j.area == self.area and j.end and self.opens <= j.end < self.closes]
