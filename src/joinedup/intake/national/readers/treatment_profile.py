"""NDTMS adult profile, as downloaded from the National Drug Treatment Monitoring System's ViewIt pages.

One row a financial year and area, for one category of substances: everyone ("Total") or people who use opiates. Areas
are named as NDTMS names them; pairs such as Leicestershire and Rutland are areas of their own. The file of England is
the one that we hold; in files of councils small counts may be hidden and the others rounded, which is read from the
file itself.
A family of columns that is 0 or blank throughout a year was not collected that year (settings of interventions before
2012/13 are printed as 0), and is read so; a 0 beside numbers of its family is a real 0.
"""

from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND
from joinedup.core.refusal import Refusal
from joinedup.intake.national.layout import Seen, check_once
from joinedup.intake.national.named_areas import named
from joinedup.intake.national.profile_measures import CATEGORIES, FAMILIES, Category, Ratio, family_of
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

_KEYS = ("Reporting period", "Area", "Sex", "Age group", "Substance category")
_EVERYONE = {"Sex": "Total", "Age group": "Total"}
NOT_COLLECTED = "not collected"
HIDDEN = "hidden by the publisher: a small number"
NOT_PUBLISHED = "not published"
_MARKERS = {"*": HIDDEN, "<5": HIDDEN, "c": HIDDEN, "[c]": HIDDEN, "-": NOT_PUBLISHED}
"""How files of councils may mark a missing count: from general knowledge; the file of England has none."""
_ROUNDED_TO, _ENOUGH_TO_TELL = 5, 20
_ALLOWED = f"a whole number, blank for not collected, or one of {', '.join(_MARKERS)}"

Counts = dict[str, int | str]
"""Counts by column; in place of a missing one, why it is missing."""


def _matches(header: tuple[str, ...]) -> bool:
    return {"Reporting period", "Area", "Substance category"} <= set(header)


def _parse(sheet: Sheet, areas: Mapping[str, Area]) -> National:
    notes = _check_header(sheet)
    category = _category(sheet)
    year = {at: _year(sheet, at, dict(zip(sheet.header, cells, strict=True)), category) for at, cells in sheet.rows}
    latest = max(year.values())
    found: list[tuple[tuple[str, str], Period, Counts]] = []
    seen: Seen = {}
    for at, cells in sheet.rows:
        row = dict(zip(sheet.header, cells, strict=True))
        place = _place(sheet, at, row["Area"], areas, latest)
        label = year[at].label
        check_once(sheet, seen, (place[0], label), at, label if place[0] == ENGLAND.code else f"{row['Area']}, {label}")
        found.append((place, year[at], _counts(sheet, at, row)))
    is_rounded = _looks_rounded([counts for place, _, counts in found if place[0] != ENGLAND.code])
    rows = [
        _published(measure, counts, period, category, place, is_rounded)
        for place, period, counts in found
        for measure in category.measures
    ]
    codes = sorted({place[0] for place, _, _ in found})
    return National(
        {"published": published(rows)},
        sender=_sender(category, codes),
        sender_name=f"NDTMS profile of {_whose([place for place, _, _ in found])}, {category.people}",
        feed="published",
        covers=Period(min(year.values()).start, latest.end),
        released_on=None,
        notes=(*notes, *((_ROUNDED,) if is_rounded else ())),
    )


_ROUNDED = "Every count of a council in this file is a multiple of 5: they are rounded, and so is what rests on them."


def _place(sheet: Sheet, at: int, printed: str, areas: Mapping[str, Area], latest: Period) -> tuple[str, str]:
    """Return the code and name of an area as NDTMS names it, councils being those of the file's last year."""
    if printed == ENGLAND.name:
        return ENGLAND.code, ENGLAND.name
    place = named(printed, areas, publisher="ndtms", on=latest.start)
    if place is None:
        sheet.refuse(at, "Area", printed, "'England', a region, or the full name of an upper-tier council of that year")
    return place


def _sender(category: Category, codes: list[str]) -> str:
    """Return a sender of its own for England, for each single area, and for files of several areas."""
    if codes == [ENGLAND.code]:
        return category.sender
    return category.sender.replace("england", codes[0].lower() if len(codes) == 1 else "councils")


def _whose(places: list[tuple[str, str]]) -> str:
    names = sorted({name for _, name in places})
    return names[0] if len(names) == 1 else f"{len(names)} areas"


def _looks_rounded(files: list[Counts]) -> bool:
    numbers = [count for counts in files for count in counts.values() if isinstance(count, int) and count]
    return len(numbers) >= _ENOUGH_TO_TELL and all(count % _ROUNDED_TO == 0 for count in numbers)


def _check_header(sheet: Sheet) -> tuple[str, ...]:
    """Refuse missing columns and new members of a family that is added up; return notes on other new columns."""
    used = {column for family in FAMILIES for column in family.columns}
    missing = [column for column in (*_KEYS, *sorted(used)) if column not in sheet.header]
    if missing:
        raise Refusal(f"{sheet.file}, row 1: this is not the layout we know; missing: {listed(missing)}.")
    new = [column for column in sheet.header if column not in used and column not in _KEYS]
    for column in new:
        family = family_of(column)
        if family is not None and family.is_added_up:
            raise Refusal(
                f"{sheet.file}, row 1: found the column '{column}', which is not in the layout we know. "
                f"Columns that start '{family.prefix}' are added up, so a new one may change what the total means."
            )
    return (f"{len(new)} columns of {sheet.file} are not used by any measure yet.",) if new else ()


def _category(sheet: Sheet) -> Category:
    column = sheet.header.index("Substance category")
    number, first = sheet.rows[0]
    if first[column] not in CATEGORIES:
        sheet.refuse(number, "Substance category", first[column], "one of " + ", ".join(sorted(CATEGORIES)))
    return CATEGORIES[first[column]]


def _year(sheet: Sheet, number: int, row: Mapping[str, str], category: Category) -> Period:
    for column, wanted in {**_EVERYONE, "Substance category": category.printed_as}.items():
        if row[column] != wanted:
            sheet.refuse(number, column, row[column], f"'{wanted}' in every row of this file")
    try:
        return Period.financial_year(row["Reporting period"])
    except (Refusal, ValueError):  # not a label, or one of a year that no calendar has
        sheet.refuse(number, "Reporting period", row["Reporting period"], "a financial year such as 2021/22")


def _counts(sheet: Sheet, number: int, row: Mapping[str, str]) -> Counts:
    """Return the row's counts by column; a family that is 0 or blank throughout was not collected."""
    counts: Counts = {}
    for family in FAMILIES:
        cells: Counts = {
            column: _MARKERS.get(row[column])
            or (sheet.whole(number, column, row[column], _ALLOWED) if row[column] else NOT_COLLECTED)
            for column in sheet.header
            if column in family.columns
        }
        is_collected = any(count and count != NOT_COLLECTED for count in cells.values())
        counts |= cells if is_collected else dict.fromkeys(cells, NOT_COLLECTED)
    return counts


def _published(
    measure: Ratio, counts: Counts, period: Period, category: Category, place: tuple[str, str], is_rounded: bool
) -> dict[str, object]:
    summed = max(1, len(measure.numerator), len(measure.denominator))  # each column is rounded before they are added
    above, why_above = _sum(measure.numerator, counts)
    below, why_below = _sum(measure.denominator, counts)
    why = why_above or why_below
    return {
        "measure": measure.slug,
        "area": place[0],
        "area_name": place[1],
        "start_on": period.start,
        "end_on": period.end,
        "numerator": None if why else above,
        "denominator": None if why else below,
        "marker": why,
        "rounded_to": _ROUNDED_TO * summed if is_rounded and place[0] != ENGLAND.code else None,
        "source": f"OHID, NDTMS ViewIt, {category.people} in treatment, {place[1]}",
    }


def _sum(columns: tuple[str, ...], counts: Counts) -> tuple[float | None, str | None]:
    """Return a sum and no reason, or no sum and why a part is missing (neither without columns): no gap is passed."""
    parts = [counts[column] for column in columns]
    missing = sorted({part for part in parts if isinstance(part, str)})
    if missing or not parts:
        return None, "; ".join(missing) or None
    return float(sum(part for part in parts if isinstance(part, int))), None


READER = Reader(
    slug="ndtms-adult-profile-of-england",
    title="Adults in drug and alcohol treatment in England or councils, by financial year",
    publisher="Office for Health Improvement and Disparities (OHID), National Drug Treatment Monitoring System",
    origin="https://www.ndtms.net/ViewIt/Adult",
    licence="Open Government Licence v3.0",
    cadence="yearly, for the financial year",
    encoding="cp1252",
    markers={"": NOT_COLLECTED, "0 throughout a family of columns": NOT_COLLECTED} | _MARKERS,
    shape="one row a financial year: reporting period, area, sex, age group, substance category, then counts",
    gives=tuple(measure.slug for category in CATEGORIES.values() for measure in category.measures),
    matches=_matches,
    parse=_parse,
)
