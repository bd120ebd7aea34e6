"""A stated part of the intake rules, asked as others would: a loop over pandas, and pandera on Polars.

Both count the same offending rows as our own check does; a test holds that. Neither reads or types any column that its
rules do not name, splits the file, makes pseudonyms, encrypts or writes anything: they do less than ours.
"""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.polars as pa
import polars as pl

from joinedup.definitions.reading import code_lists

EXTRACT_ON = date(2026, 4, 15)
LISTED = ("ETHNIC", "NATION", "RFLS", "SEXUALO", "HOUSING", "EMPSTAT", "DRUG1", "DRUG2", "DRUG3", "DISRSN")
DATES = ("DOB", "REFLD", "TRIAGED", "CPLANDT", "DISD")
PRESENT = {
    "FINITIAL": "first-initial-missing",
    "SINITIAL": "surname-initial-missing",
    "SEX": "sex-missing",
    "DOB": "birth-date-unusable",
    "TRIAGED": "triage-date-unusable",
}
ORDER = {
    "born-after-triage": ("DOB", "TRIAGED"),
    "discharge-before-triage": ("TRIAGED", "DISD"),
    "triage-before-referral": ("REFLD", "TRIAGED"),
    "born-after-referral": ("DOB", "REFLD"),
    "care-plan-before-triage": ("TRIAGED", "CPLANDT"),
}
OTHERS = ("discharge-after-extract", "discharge-reason-missing", "under-18-in-adult-service", "same-substance-twice")
COLUMNS = tuple(dict.fromkeys(("AGNCY", "EPISODID", "CONSENT", "FINITIAL", "SINITIAL", "SEX", *DATES, *LISTED)))
_RECORDED = pl.col("CONSENT").is_in(["Y", "N"]).fill_null(False)
_UNKNOWN = "code-not-known-episode"
_LISTS = {
    header: [code.code for code in one.codes]
    for one in code_lists().values()
    for header in one.headers
    if header in LISTED
}
ASKED = 1 + len(PRESENT) + len(ORDER) + len(OTHERS) + len(_LISTS)
"""Questions asked: consent of every row, the others of the first row of each episode with consent."""

Counts = dict[tuple[str, str], int]
"""Rule and field to how many rows offend."""


def by_pandas(path: Path, rows: int | None = None) -> Counts:
    """Ask the rules of the first `rows` rows, one row at a time."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, usecols=list(COLUMNS), nrows=rows)
    known = {header: frozenset(codes) for header, codes in _LISTS.items()}
    found: Counter[tuple[str, str]] = Counter()
    seen = set()
    for row in frame.to_dict("records"):
        cell = {name: None if text.strip() in ("", "NA") else text.strip() for name, text in row.items()}
        if cell["CONSENT"] not in ("Y", "N"):
            found["consent-not-recorded", "CONSENT"] += 1
        episode = (cell["AGNCY"], cell["EPISODID"])
        if cell["CONSENT"] != "Y" or None in episode or episode in seen:
            continue
        seen.add(episode)
        found.update(_of_episode(cell, known))
    return dict(found)


def _of_episode(cell: dict[str, Any], known: dict[str, frozenset[str]]) -> list[tuple[str, str]]:
    day = {name: _day(cell[name]) for name in DATES}
    found = [(rule, name) for name, rule in PRESENT.items() if (day[name] if name in day else cell[name]) is None]
    for rule, (first, last) in ORDER.items():
        if day[first] and day[last] and day[last] < day[first]:
            found.append((rule, f"{first}, {last}"))
    if day["DISD"] and day["DISD"] > EXTRACT_ON:
        found.append(("discharge-after-extract", "DISD"))
    if (day["DISD"] is None) != (cell["DISRSN"] is None):
        found.append(("discharge-reason-missing", "DISD, DISRSN"))
    born, triaged = day["DOB"], day["TRIAGED"]
    if born and triaged and (triaged.year - born.year, triaged.month, triaged.day) < (18, born.month, born.day):
        found.append(("under-18-in-adult-service", "DOB, TRIAGED"))
    drugs = [cell[name] for name in ("DRUG1", "DRUG2", "DRUG3") if cell[name]]
    if len(set(drugs)) < len(drugs):
        found.append(("same-substance-twice", "DRUG1, DRUG2, DRUG3"))
    found += [(_UNKNOWN, name) for name, codes in known.items() if cell[name] and cell[name].upper() not in codes]
    return found


def _day(text: str | None) -> date | None:
    for layout in ("%Y%m%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(text or "", layout).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def by_pandera(path: Path) -> Counts:
    """Ask the rules with two schemas of pandera, every offending row collected, on Polars."""
    blank = pl.all().str.strip_chars().replace(["", "NA"], None)
    frame = pl.read_csv(path, columns=list(COLUMNS), infer_schema=False).select(COLUMNS).with_columns(blank)
    first = (
        frame.filter(pl.col("CONSENT") == "Y", pl.col("AGNCY").is_not_null(), pl.col("EPISODID").is_not_null())
        .unique(["AGNCY", "EPISODID"], keep="first", maintain_order=True)
        .with_columns(pl.col(LISTED).str.to_uppercase())
        .with_columns(_read_day(name) for name in DATES)
    )
    every = pa.DataFrameSchema(checks=[_check("consent-not-recorded", "CONSENT", _RECORDED)])
    return _offending(every, frame) | _offending(_episode_schema(), first)


def _read_day(name: str) -> pl.Expr:
    layouts = ("%Y%m%d", "%Y-%m-%d")
    return pl.coalesce(pl.col(name).str.to_date(layout, strict=False) for layout in layouts).alias(name)


def _episode_schema() -> pa.DataFrameSchema:
    born, triaged = pl.col("DOB"), pl.col("TRIAGED")
    age = triaged.dt.year().cast(pl.Int32) - born.dt.year().cast(pl.Int32)
    before_birthday = triaged.dt.strftime("%m%d") < born.dt.strftime("%m%d")
    checks = [_check(rule, name, pl.col(name).is_not_null()) for name, rule in PRESENT.items()]
    checks += [
        _check(rule, f"{first}, {last}", (pl.col(last) >= pl.col(first)).fill_null(True))
        for rule, (first, last) in ORDER.items()
    ]
    one, two, three = (pl.col(f"DRUG{number}") for number in (1, 2, 3))
    twice = [(left == right).fill_null(False) for left, right in ((one, two), (one, three), (two, three))]
    checks += [
        _check("discharge-after-extract", "DISD", (pl.col("DISD") <= EXTRACT_ON).fill_null(True)),
        _check("discharge-reason-missing", "DISD, DISRSN", pl.col("DISD").is_null() == pl.col("DISRSN").is_null()),
        _check(
            "under-18-in-adult-service",
            "DOB, TRIAGED",
            ~((age < 18) | ((age == 18) & before_birthday)).fill_null(False),
        ),
        _check("same-substance-twice", "DRUG1, DRUG2, DRUG3", ~pl.any_horizontal(twice)),
    ]
    checks += [_check(_UNKNOWN, name, pl.col(name).is_in(codes).fill_null(True)) for name, codes in _LISTS.items()]
    return pa.DataFrameSchema(checks=checks)


def _check(rule: str, field: str, sound: pl.Expr) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(sound.alias("sound")), name=f"{rule}|{field}")


def _offending(schema: pa.DataFrameSchema, frame: pl.DataFrame) -> Counts:
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as faults:
        return Counter(tuple(name.split("|")) for name in faults.failure_cases["check"])
    return {}
