"""NDTMS adult profile of England, as downloaded from the National Drug Treatment Monitoring System's ViewIt pages.

One row a financial year for England and one category of substances: everyone ("Total") or people who use opiates.
A family of columns that is 0 or blank throughout a year was not collected that year (settings of interventions before
2012/13 are printed as 0), and is read so; a 0 beside numbers of its family is a real 0.
"""

from collections.abc import Mapping

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND
from joinedup.core.refusal import Refusal
from joinedup.intake.national.profile_measures import CATEGORIES, FAMILIES, Category, Ratio, family_of
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.sheet import Sheet, listed
from joinedup.intake.national.tables import published
from joinedup.kinds.area import Area

_KEYS = ("Reporting period", "Area", "Sex", "Age group", "Substance category")
_EVERYONE = {"Area": "England", "Sex": "Total", "Age group": "Total"}
NOT_COLLECTED = "not collected"


def _matches(header: tuple[str, ...]) -> bool:
    return {"Reporting period", "Area", "Substance category"} <= set(header)


def _parse(sheet: Sheet, _areas: Mapping[str, Area]) -> National:
    notes = _check_header(sheet)
    category = _category(sheet)
    rows = []
    seen: dict[Period, int] = {}
    for number, cells in sheet.rows:
        row = dict(zip(sheet.header, cells, strict=True))
        period = _year(sheet, number, row, category)
        if period in seen:
            raise Refusal(
                f"{sheet.file}, row {number}: found {period.label} again (first in row {seen[period]}); "
                "each year may have one row."
            )
        seen[period] = number
        counts = _counts(sheet, number, row)
        rows += [_published(measure, counts, period, category) for measure in category.measures]
    return National(
        {"published": published(rows)},
        sender=category.sender,
        sender_name=f"NDTMS profile of England, {category.people}",
        feed="published",
        covers=Period(min(seen).start, max(seen).end),
        released_on=None,
        notes=notes,
    )


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


def _counts(sheet: Sheet, number: int, row: Mapping[str, str]) -> dict[str, int | None]:
    """Return the row's counts by column, None where not collected."""
    counts: dict[str, int | None] = {}
    for family in FAMILIES:
        cells = {
            column: sheet.whole(number, column, row[column], "a whole number, or blank for not collected")
            if row[column]
            else None
            for column in sheet.header
            if column in family.columns
        }
        counts |= cells if any(cells.values()) else dict.fromkeys(cells)
    return counts


def _published(
    measure: Ratio, counts: Mapping[str, int | None], period: Period, category: Category
) -> dict[str, object]:
    above = _sum(measure.numerator, counts)
    below = _sum(measure.denominator, counts)
    is_held = above is not None and (below is not None or not measure.denominator)
    return {
        "measure": measure.slug,
        "area": ENGLAND.code,
        "area_name": ENGLAND.name,
        "start_on": period.start,
        "end_on": period.end,
        "numerator": above if is_held else None,
        "denominator": below if is_held else None,
        "marker": None if is_held else NOT_COLLECTED,
        "source": f"OHID, NDTMS ViewIt, {category.people} in treatment, England",
    }


def _sum(columns: tuple[str, ...], counts: Mapping[str, int | None]) -> float | None:
    """Return the sum, or None where any part is missing (or nothing is asked for): never a sum past a gap."""
    parts = [counts[column] for column in columns]
    known = [part for part in parts if part is not None]
    return float(sum(known)) if parts and len(known) == len(parts) else None


READER = Reader(
    slug="ndtms-adult-profile-of-england",
    title="Adults in drug and alcohol treatment in England, by financial year",
    publisher="Office for Health Improvement and Disparities (OHID), National Drug Treatment Monitoring System",
    origin="https://www.ndtms.net/ViewIt/Adult",
    licence="Open Government Licence v3.0",
    cadence="yearly, for the financial year",
    encoding="cp1252",
    markers={"": NOT_COLLECTED, "0 throughout a family of columns": NOT_COLLECTED},
    shape="one row a financial year: reporting period, area, sex, age group, substance category, then counts",
    gives=tuple(measure.slug for category in CATEGORIES.values() for measure in category.measures),
    matches=_matches,
    parse=_parse,
)
