"""What a check found, and how it is said without giving a person away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from joinedup.kinds.check_rule import Severity
from joinedup.kinds.standard import Item

MOST_ROWS = 10
"""Row numbers printed for one finding; the count is always the whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken in one field: how many rows, the first of them, and how to mend it.

    `rows` are row numbers of the file as a spreadsheet shows it: the header is row 1. `shown` are values that may be
    shown, each with its count.
    """

    file_name: str
    rule: str
    severity: Severity
    field: str
    title: str
    mend: str
    basis: str
    total: int
    rows: tuple[int, ...]
    shown: tuple[tuple[str, int], ...] = ()

    def lines(self) -> list[str]:
        """Return the finding as lines of text."""
        count = "1 row" if self.total == 1 else f"{self.total:,} rows"
        where = f"  {self.field}: {self.title} ({count})." if self.field else f"  {self.title} ({count})."
        rows = ", ".join(str(row) for row in self.rows[:MOST_ROWS])
        more = f" and {self.total - MOST_ROWS:,} more" if self.total > MOST_ROWS else ""
        lines = [where]
        if self.rows:
            lines.append(f"    Rows {rows}{more}.")
        if self.shown:
            lines.append("    Found: " + ", ".join(f"{value} ({count:,})" for value, count in self.shown) + ".")
        lines.append(f"    To mend: {self.mend}")
        lines.append(f"    Rule {self.rule}; {self.basis}.")
        return lines

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "file": self.file_name,
            "rule": self.rule,
            "severity": str(self.severity),
            "field": self.field,
            "title": self.title,
            "mend": self.mend,
            "basis": self.basis,
            "total": self.total,
            "rows": list(self.rows),
            "shown": [list(pair) for pair in self.shown],
        }


_SHAPES = {
    "code": re.compile(r"[A-Z0-9]{1,2}|(?=[A-Z]{0,2}[0-9])[A-Z0-9]{1,5}|[A-Z][0-9]{8}"),
    "date": re.compile(r"(?!.*(18|19)[0-9]{2})[0-9/.\-]{1,10}"),
    "whole": re.compile(r"-?[0-9.]{1,6}"),
    "decimal": re.compile(r"-?[0-9.]{1,8}"),
}
_TEN_DIGITS = re.compile(r"(\D*\d){9,}")


def may_show(item: Item, value: str) -> bool:
    """Return whether a value of `item` may be printed: the item names nobody and the value looks like its kind.

    The second half is a guard: a name or an NHS number typed into the wrong column is not repeated, nor a date of
    birth where a row's cells have moved by one.
    """
    shape = _SHAPES.get(item.kind)
    if item.is_personal or shape is None or not shape.fullmatch(value):
        return False
    return _TEN_DIGITS.match(value) is None or item.kind == "code"


HEADINGS = {
    Severity.REJECT_FILE: "The file cannot be loaded",
    Severity.SET_ASIDE: "Set aside: we cannot use these rows",
    Severity.WARN: "Loaded, and worth mending",
    Severity.DATA_QUALITY: "About the quality of the data",
}


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with those that cost most first; those of one severity stay in the order given."""
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))


def finding_lines(findings: tuple[Finding, ...]) -> list[str]:
    """Return the findings as text, worst first, with a total for each kind."""
    lines: list[str] = []
    for severity, heading in HEADINGS.items():
        group = [one for one in findings if one.severity is severity]
        if not group:
            continue
        count = "1 finding" if len(group) == 1 else f"{len(group)} findings"
        lines.append(f"{heading} ({count})")
        for one in group:
            lines += one.lines()
    return lines
