"""Drugs seized by police forces and Border Force, one file a financial year, from the Home Office's tables.

Nothing in a file says its year: one published total that it must hold does, or the two years in its name. Two files
print column names that their figures contradict (a class B total under "Anabolic-steroids"); they are read by the
layout under which every force's totals hold, and the totals are checked in every file. One seizure can be of several
drugs, so a total is at most the sum of its parts and at least the largest of them.
"""

import re
from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import Known, Seen, check_once, told_by
from joinedup.intake.national.named_areas import named
from joinedup.intake.national.raw import Raw
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

MEASURE = "drug-seizures"
NOT_GIVEN = "not given by the force"
_FORCE, _ALL, _UNKNOWN = "Police force", "All drugs", "Unknown"
_TO_2013 = {
    "class A": ("cocaine", "crack", "ecstasy", "heroin", "LSD", "methadone", "morphine", "other class A"),
    "class B": ("cannabis", "amphetamines", "barbiturates", "other class B"),
    "class C": ("anabolic steroids", "benzodiazepines", "GHB", "ketamine", "temazepam", "other class C"),
}
_C_FROM_2014 = ("anabolic steroids", "benzodiazepines", "GHB", "temazepam", "other class C")
_IN_2014 = _TO_2013 | {
    "class B": ("cannabis", "amphetamines", "barbiturates", "ketamine", "other class B"),
    "class C": _C_FROM_2014,
}
"""Ketamine became a class B drug on 10 June 2014."""
_FROM_2015 = _TO_2013 | {
    "class B": ("cannabis", "amphetamines", "barbiturates", "ketamine", "mephedrone", "other class B"),
    "class C": _C_FROM_2014,
}

_A = "Cocaine,Crack,Ecstasy,Heroin,LSD,Methadone,Morphine,Other Class A,Total Class A"
_B_OLD = "All Cannabis,Amphetamines,Barbiturates,Other Class B,Total Class B"
_B_NEW = "All Cannabis,Amphetamines,Barbiturates,Ketamine,Mephedrone (non-injection),Other Class B"
_C_OLD = "Benzodiazepines,GHB,Ketamine,Temazepam,Other Class C"
_C_NEW = "Anabolic-steroids,Benzodiazepines,GHB,Temazepam,Other Class C"
_HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    f"{_A},{_B_OLD},Anabolic-steroids,{_C_OLD},Total Class C": _TO_2013,
    f"{_A},{_B_OLD},Anabolic0steroids,{_C_OLD},Total Class C": _TO_2013,
    f"{_A},{_B_OLD},Anabolic-steroids,{_C_OLD},Other Class C (2)": _IN_2014,  # names one column behind the figures
    f"{_A},{_B_NEW},Total Class C,{_C_NEW},Total Class C (2)": _FROM_2015,  # the first total is that of class B
    f"{_A},{_B_NEW},Total Class B,{_C_NEW},Total Class C": _FROM_2015,
}
"""The columns between all drugs and unknown, as printed, to what stands in them."""

KNOWN = {
    2009: "10801",
    2010: "11740",
    2011: "11024",
    2012: "9214",
    2013: "7895",
    2014: "6249",
    2015: "4693",
    2016: "3948",
    2017: "4432",
    2018: "5351",
}
"""All drugs seized by Greater Manchester Police in the financial year that starts in the year, read in the files."""
_MOST_BROKEN = 3
"""Forces whose printed totals may disagree with their parts (two do, by up to 33) before the layout is in doubt."""


def _matches(header: tuple[str, ...]) -> bool:
    return header[0] == _FORCE and _ALL in header


def _parse(raw: Raw, areas: Mapping[str, Area]) -> National:
    sheet = raw.sheet(repeats="number")
    classes = _classes(sheet)
    year = told_by(
        sheet,
        {year: Known({_FORCE: "Greater Manchester"}, _ALL, total) for year, total in KNOWN.items()},
        _year_in_name,
        "which year it is of",
        "If it is the Home Office's table of seizures by police force, put the year in its name, such as 2009-10",
    )
    period = Period.financial_year(f"{year}/{(year + 1) % 100:02d}")
    rows: list[dict[str, object]] = []
    broken: list[str] = []
    seen: Seen = {}
    for at, (force, *cells) in sheet.rows:
        place = named(force, areas, publisher="police", on=date(year, 4, 1))
        if place is None:
            sheet.refuse(at, _FORCE, force, "the name of a police force of England or Wales")
        check_once(sheet, seen, (place[0],), at, f"{force} ({place[0]})")
        counts = [
            sheet.whole(at, column, cell, "a whole number, or blank where not given") if cell else None
            for column, cell in zip(sheet.header[1:], cells, strict=True)
        ]
        broken += _broken(at, force, counts, classes)
        for group, count in zip(_groups(classes), counts, strict=True):
            rows.append(
                {
                    "measure": MEASURE,
                    "area": place[0],
                    "area_name": place[1],
                    "start_on": period.start,
                    "end_on": period.end,
                    "group_kind": group[0],
                    "group_value": group[1],
                    "numerator": None if count is None else float(count),
                    "marker": NOT_GIVEN if count is None else None,
                    "source": "Home Office, seizures of drugs by police force; compiled by British Drug Dynamics",
                }
            )
    if len(broken) > _MOST_BROKEN:
        raise Refusal(
            f"{sheet.file}: the columns do not hold what their names say. {broken[0]} So it is in {len(broken)} "
            "places; each total must be at least its largest part and at most the sum of its parts."
        )
    return National(
        {"published": published(rows)},
        sender=f"home-office-seizures-{year}-{(year + 1) % 100:02d}",
        sender_name=f"Home Office, seizures of drugs, {period.label}",
        feed="published",
        covers=period,
        released_on=None,
        notes=_notes(sheet, classes, broken),
    )


def _classes(sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    printed = ",".join(sheet.header[2:-1])
    if sheet.header[:2] != (_FORCE, _ALL) or sheet.header[-1] != _UNKNOWN or printed not in _HEADERS:
        known = {name for layout in _HEADERS for name in re.split(r",(?! )", layout)} | {_FORCE, _ALL, _UNKNOWN}
        new = [name for name in sheet.header if name not in known]
        raise Refusal(
            f"{sheet.file}, row 1: this is not a layout we know"
            + (f"; not expected: {listed(new)}" if new else "; columns are missing or in another order")
            + ". Allowed are the police force, all drugs, the drugs and total of class A, of B and of C, and unknown."
        )
    return _HEADERS[printed]


def _groups(classes: Mapping[str, tuple[str, ...]]) -> list[tuple[str | None, str | None]]:
    """Return what each column after the force is about: None for all drugs."""
    groups: list[tuple[str | None, str | None]] = [(None, None)]
    for name, drugs in classes.items():
        groups += [("substance", drug) for drug in drugs]
        groups.append(("class", name))
    return [*groups, ("substance", "unknown")]


def _broken(at: int, force: str, counts: list[int | None], classes: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return a sentence for each total of a row that its parts cannot add to. A force that gave nothing breaks none."""
    if counts[0] is None:
        return []
    whole, start = [], 1
    parts: dict[str, tuple[int, list[int]]] = {}
    for name, drugs in classes.items():
        end = start + len(drugs)
        parts[name] = (counts[end] or 0, [count or 0 for count in counts[start:end]])
        whole.append(counts[end] or 0)
        start = end + 1
    parts["all drugs"] = (counts[0], [*whole, counts[-1] or 0])
    return [
        f"Row {at}, {force}: {total:,} of {name}, and parts that add to {sum(each):,}, the largest {max(each):,}."
        for name, (total, each) in parts.items()
        if not max(each) <= total <= sum(each)
    ]


def _year_in_name(name: str) -> int | None:
    """Return the first of two years that follow on in a file's name (09-10, 2009-10); None if there are none."""
    for first, second in re.findall(r"(?<!\d)(?:20)?(\d\d)[-_ ](\d\d)(?!\d)", name):
        if (int(first) + 1) % 100 == int(second):
            return 2000 + int(first)
    return None


def _notes(sheet: Sheet, classes: Mapping[str, tuple[str, ...]], broken: list[str]) -> tuple[str, ...]:
    notes = [f"Printed so, and kept: {sentence}" for sentence in broken]
    if "Total Class B" not in sheet.header or classes is _IN_2014:
        notes.append(
            "Names of columns in this file contradict its figures: they are read by the layout of the year, under "
            "which the totals hold."
        )
    return tuple(notes)


READER = Reader(
    slug="home-office-seizures-by-police-force",
    title="Drugs seized, by police force and substance, by financial year",
    publisher="Home Office, compiled by British Drug Dynamics",
    origin="https://www.gov.uk/government/collections/drug-seizures-in-england-and-wales-statistics",
    licence="Open Government Licence v3.0",
    cadence="yearly, for the financial year",
    encoding="cp1252",
    markers={"": NOT_GIVEN},
    shape="one row a police force: all drugs, then drugs and total of class A, B and C, then unknown; one file a year",
    gives=(MEASURE,),
    matches=_matches,
    parse_raw=_parse,
)
