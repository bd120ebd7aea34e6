"""Deaths, hospital admissions, residents and deprivation of 137 areas, as compiled by British Drug Dynamics.

One row a year, one column an area, areas by name. The deaths of a "year" are those of the three years that end with
it (as ONS publishes small areas): read as one year's they would be three times too many. Areas made of several
councils are areas of their own. A blank says nothing about why: it is not published, hidden, or lost in compiling.
"""

from collections.abc import Mapping
from datetime import date

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.compiled import COMPILED, Compiled
from joinedup.intake.national.layout import Seen, check_follow_on, check_once, number, told_by, year_of
from joinedup.intake.national.named_areas import merged_areas, named
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

NOT_GIVEN = "not given: the file does not say whether it is hidden or lost"
OUT_OF_KEEPING = "not used: the counts of its year are rounded, and this one is not"
_COUNCILS_OF = date(2020, 4, 1)
"""The day of the council names: before Northamptonshire was divided, after Buckinghamshire and Dorset were joined."""
_SIGNS = {"City of London and Hackney", "East Berkshire", "Halton and St. Helens"}
_LISTS = ("PCTs", "local_authorities")
_WHOLE, _VALUE = "a whole number, or blank where not given", "a number, or blank where not given"


def _matches(header: tuple[str, ...]) -> bool:
    return (header[0] == "year" and bool(_SIGNS & set(header))) or header[:2] == _LISTS


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    if sheet.header[:2] == _LISTS:
        raise Refusal(
            f"{sheet.file} is three lists of names side by side, not rows that belong together: there is nothing in it "
            "to load. Which councils its areas are made of is declared already."
        )
    if sheet.header[0] != "year":
        raise Refusal(f"{sheet.file}, row 1: found column '{sheet.header[0]}'; allowed is 'year', then names of areas.")
    file = _told(sheet)
    places = _places(sheet, file, areas)
    rows: list[dict[str, object]] = []
    seen: Seen = {}
    for at, (text, *cells) in sheet.rows:
        year = year_of(sheet, at, "year", text)
        check_once(sheet, seen, (year,), at, f"the year {year}")
        for (printed, (code, name)), cell in zip(places.items(), cells, strict=True):
            period = file.period(year)
            about = {"measure": file.measure, "area": code, "area_name": name, "source": file.source}
            figure = _figure(sheet, at, printed, cell, file, file.unusable.get(printed) or file.unusable.get(text))
            if "numerator" in figure:
                figure = _rounded(file, year, code, figure)
            rows.append(about | {"start_on": period.start, "end_on": period.end} | figure)
    years = [int(year) for (year,) in seen]
    if file.is_yearly:
        check_follow_on(sheet, years)
    return National(
        {"published": published(rows)},
        sender=f"british-drug-dynamics-{file.measure}",
        sender_name=f"British Drug Dynamics, {file.title}",
        feed="published",
        covers=Period(file.period(min(years)).start, file.period(max(years)).end),
        released_on=None,
        notes=_notes(file, places),
    )


def _told(sheet: Sheet) -> Compiled:
    by_length = sorted(COMPILED, key=lambda file: -len(file.file_word))
    measure = told_by(
        sheet,
        {file.measure: file.known for file in COMPILED},
        lambda name: next((file.measure for file in by_length if file.file_word in name.replace("_", " ")), None),
        "what it counts",
        "If it is a file of British Drug Dynamics, give it the name that it has there, such as deaths_misuse.csv",
    )
    return next(file for file in COMPILED if file.measure == measure)


def _places(sheet: Sheet, file: Compiled, areas: Mapping[str, Area]) -> dict[str, tuple[str, str]]:
    found = {name: named(name, areas, publisher=file.names, on=_COUNCILS_OF) for name in sheet.header[1:]}
    unknown = [name for name, place in found.items() if place is None]
    if unknown:
        raise Refusal(
            f"{sheet.file}, row 1: no area that we know is called {listed(unknown)}; allowed are the full names of "
            "upper-tier councils and the merged areas declared for this file."
        )
    places = {name: place for name, place in found.items() if place is not None}
    codes = [code for code, _ in places.values()]
    for name, (code, _) in places.items():
        if codes.count(code) > 1:
            raise Refusal(f"{sheet.file}, row 1: column '{name}' is an area ({code}) that another column has already.")
    return places


def _figure(sheet: Sheet, at: int, column: str, cell: str, file: Compiled, unusable: str | None) -> dict[str, object]:
    """Return the number of a cell, or the reason why there is none."""
    if not cell:
        return {"marker": unusable or NOT_GIVEN}
    value, _ = number(sheet, at, column, cell, _WHOLE if file.decimals is None else _VALUE)
    if value < 0 or (file.decimals is None and not value.is_integer()):  # programs print 43 beside a blank as 43.0
        sheet.refuse(at, column, cell, _WHOLE if file.decimals is None else _VALUE)
    if unusable:
        return {"marker": unusable}
    if file.decimals is None:
        return {"numerator": value}
    return {"value": round(value, file.decimals), "decimals": file.decimals}


def _rounded(file: Compiled, year: int, code: str, figure: dict[str, object]) -> dict[str, object]:
    """Return a count with what it is rounded to, or why it cannot be one of the rounded counts of its year."""
    if file.is_out_of_keeping(year, float(str(figure["numerator"]))):
        return {"marker": OUT_OF_KEEPING}
    councils = len(merged_areas()[code].parts) if code in merged_areas() else 1
    return figure | {"rounded_to": file.rounded_to(year, councils)}


def _notes(file: Compiled, places: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    merged = sorted({name for code, name in places.values() if code.startswith("merged-")})
    notes = [f"Areas of their own, none of them one council: {listed(merged, 3)}."] if merged else []
    if file.years == 3:
        notes.append("Each figure is of three years together, though the file prints only the last of them.")
    notes += [f"Not used, {which}: {why}." for which, why in file.unusable.items()]
    return tuple(notes)


READER = Reader(
    slug="british-drug-dynamics",
    title="Deaths, hospital admissions, residents and deprivation by area, British Drug Dynamics",
    publisher="ONS, NHS Digital and MHCLG, compiled by British Drug Dynamics",
    origin="https://github.com/LeonardoCastro/BritishDrugDynamics",
    licence="Open Government Licence v3.0",
    cadence="once; not continued",
    encoding="cp1252",
    markers={"": NOT_GIVEN},
    shape="one row a year: year, then one column an area by name (137 areas, some of them several councils together)",
    gives=tuple(file.measure for file in COMPILED),
    matches=_matches,
    parse=_parse,
)
