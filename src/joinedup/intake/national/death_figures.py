"""What published deaths by age, sex and cause share: how ages and sexes are grouped, and one row of the table."""

from joinedup.core.period import Period

SEXES = {"Persons": None, "Males": "male", "Females": "female"}
"""As printed, and as the program says it; None is everyone."""


def group_of(*, sex: str | None, age: str | None) -> tuple[str | None, str | None]:
    """Return the kind and value of a group: sex, age, both ("sex and age", "male, 34"), or none for the total."""
    kinds = [kind for kind, said in (("sex", sex), ("age", age)) if said]
    values = [said for said in (sex, age) if said]
    return (" and ".join(kinds), ", ".join(values)) if kinds else (None, None)


def figure(
    measure: str,
    area: tuple[str, str],
    period: Period,
    deaths: int | None,
    group: tuple[str | None, str | None],
    source: str,
) -> dict[str, object]:
    """Return one row of PUBLISHED: a count of deaths, or what stands in its place where it is not published."""
    return {
        "measure": measure,
        "area": area[0],
        "area_name": area[1],
        "start_on": period.start,
        "end_on": period.end,
        "group_kind": group[0],
        "group_value": group[1],
        "numerator": None if deaths is None else float(deaths),
        "marker": "not published" if deaths is None else None,
        "source": source,
    }
