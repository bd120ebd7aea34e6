"""English indices of deprivation: what their domains are called, and many columns of one day as one table.

Ranks and deciles say where an area stands among all of England's in one edition; they are not comparable between
editions, and a score is comparable only within its domain and edition. So each edition is a year of its own.
"""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from joinedup.core.period import Period
from joinedup.intake.national.tables import conform

SOURCE = "MHCLG, English indices of deprivation"
PUBLISHER = "Ministry of Housing, Communities and Local Government (MHCLG)"
ORIGIN = "https://www.gov.uk/government/collections/english-indices-of-deprivation"

Column = tuple[Sequence[float], int]
"""A measure's value for each area, in the areas' order, and the digits after the point it is printed with."""


def stacked(columns: Mapping[str, Column], areas: Sequence[tuple[str, str]], period: Period, source: str) -> pa.Table:
    """Return PUBLISHED rows of many measures of the same areas (code, name) and period, by measure, then by area."""
    order = sorted(range(len(areas)), key=lambda place: areas[place])
    codes = pa.array([areas[place][0] for place in order])
    names = pa.array([areas[place][1] for place in order])
    tables = []
    for measure, (values, decimals) in sorted(columns.items()):
        same = {
            "measure": measure,
            "start_on": period.start,
            "end_on": period.end,
            "decimals": decimals,
            "source": source,
        }
        repeated = {name: [one] * len(order) for name, one in same.items()}
        told = {"area": codes, "area_name": names, "value": [values[place] for place in order]}
        tables.append(conform("published", repeated | told))
    return pa.concat_tables(tables)
