"""Workbooks of the shape of published ones, with invented numbers, built where a test needs them."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Cells = Sequence[Sequence[object]]
QUARTERS = ("January to March", "April to June", "July to September", "October to December")
DIVISIONS = (
    "A: North East",
    "C: Forth Valley",
    "D: Tayside ",
    "E: Edinburgh City",
    "G: Greater Glasgow",
    "J: The Lothians & Scottish Borders",
    "K: Renfrewshire and Inverclyde",
    "L: Argyll & West Dunbartonshire",
    "N: Highlands & Islands",
    "P: Fife",
    "Q: Lanarkshire",
    "U: Ayrshire",
    "V: Dumfries & Galloway",
)
_NOTES = ((), ("Source: Police Scotland",), (), ("Footnotes",), ("(5) x denotes where the number has been supressed.",))


def write_workbook(path: Path, sheets: Mapping[str, Cells]) -> Path:
    """Write sheets of cells to `path` and return it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell not in ("", None):
                        sheet.write(at, column, cell)
    path.write_bytes(stream.getvalue())
    return path


def suspected_deaths(quarters: int = 5, revised: int = 0) -> dict[str, list[list[object]]]:
    """Return the sheets of one issue of Scottish suspected deaths that runs for `quarters` quarters from 2020.

    Each division has 6 deaths a quarter, but in the first, where one is hidden; `revised` deaths are added to North
    East, to the young and to women in the second quarter.
    """
    years: list[object] = [2020 + q // 4 if q % 4 == 0 else "" for q in range(quarters)]
    names = [QUARTERS[q % 4] for q in range(quarters)]
    more = [revised if q == 1 else 0 for q in range(quarters)]
    total = [13 * 6 + extra for extra in more]
    by_division: list[list[object]] = [[name, *([6] * quarters)] for name in DIVISIONS]
    by_division[0][1:] = [6 + extra for extra in more]
    by_division[-1][1] = "x"
    by_age: list[list[object]] = [["24 & Under", *(8 + extra for extra in more)]]
    by_age += [[band, *([count] * quarters)] for band, count in (("25 \N{EN DASH} 34", 20), ("35 to 44", 25))]
    by_age += [[band, *([count] * quarters)] for band, count in (("45 to 54", 15), ("55 & Over", 10))]
    by_sex: list[list[object]] = [["Male", *([50] * quarters)], ["Female", *(28 + extra for extra in more)]]
    sheets = {}
    for letter, by, first, rows in (
        ("A - Police Division", "Police Division", "Police Division", by_division),
        ("B - Age", "age band", "Age band", by_age),
        ("C - Sex", "sex", "Sex", by_sex),
    ):
        sheets[letter] = [
            [f"Table {letter[0]}: Police Scotland drug deaths by {by}, by calendar year quarter, January 2020 - now"],
            [],
            [first, *years],
            ["", *names],
            *rows,
            ["Total", *total],
            *map(list, _NOTES[1:]),
        ]
    return sheets


def drug_deaths(last: int = 2022, release: str = "Release date: 19 December 2023") -> dict[str, list[list[object]]]:
    """Return the sheets of an ONS workbook of drug deaths by authority: counts of both kinds, and rates of one."""
    years: list[object] = [last, last - 1, last - 2]

    def counts(kind: str, *deaths: Sequence[object]) -> list[list[object]]:
        return [
            [f"Table 1: Number of deaths related to drug {kind} by local authority, England and Wales"],
            ["This worksheet contains one table."],
            [],
            ["Area Codes", "Area Names", "", "", *years],
            ["K04000001", "ENGLAND AND WALES", "", "", *deaths[0]],
            ["E92000001", "ENGLAND", "", "", *deaths[1]],
            ["E06000031", "", "Peterborough", "", *deaths[2]],
            ["E07000008", "", "", "Cambridge", *deaths[3]],
            ["Source: Office for National Statistics"],
        ]

    span = f"{last - 2} to {last}"
    return {
        "Cover sheet": [
            ["Deaths related to drug poisoning by local authority"],
            [release],
            ["Next release: 1 May 2031"],
        ],
        "Notes": [["Note 1", "Figures are by year of registration."]],
        "Table 1": counts("poisoning", (4907, 4859, 4561), (4600, 4500, 4300), (21, 20, 18), (5, 6, 0)),
        "Table 2": counts("misuse", (3127, 3060, 2996), (2900, 2800, 2700), (15, 14, 12), (4, ":", 0)),
        "Table 3": [
            ["Table 3: Age-standardised mortality rates for deaths related to drug misuse by local authority"],
            [],
            ["Area Codes", "Area Names", "", "", span, "", "", "", ""],
            ["", "", "", "", "Deaths", "Rate", "", "Lower CI", "Upper CI"],
            ["E92000001", "ENGLAND", "", "", 8400, 5.2, "", 5.1, 5.3],
            ["E06000031", "", "Peterborough", "", 41, 7.5, "u", 5.4, 10.2],
            ["E07000008", "", "", "Cambridge", 9, ":", "", ":", ":"],
        ],
    }
