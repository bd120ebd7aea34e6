"""Months, ages and ties are worked out in `warehouse/calendar.py` and nowhere else.

Engines disagree on them, and on float sums. Spellings are looked for in the source; the journeys themselves are
looked through as Ibis hands them to an engine.
"""

import ast
from pathlib import Path

import ibis
import ibis.expr.operations as ops
import pytest

import joinedup
from joinedup.core.period import Period
from joinedup.definitions.reading import treatment_rules
from joinedup.treatment.reads import READS
from joinedup.treatment.window import journeys_in

PACKAGE = Path(joinedup.__file__).parent
FILES = sorted(path for room in ("treatment", "definitions") for path in (PACKAGE / room).rglob("*.py"))
BANNED = {"first", "last", "argmax", "argmin", "arbitrary", "collect", "mean", "std", "var", "interval", "now", "today"}


def banned_spellings(source: str) -> list[str]:
    """Return 'line: name' of every use of a banned method or function of an expression in `source`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in BANNED or (name == "delta" and not _is_in_days(node)):
                found.append(f"{node.lineno}: {name}")
    return found


def _is_in_days(call: ast.Call) -> bool:
    units = [word.value for word in call.keywords if word.arg == "unit"]
    return len(units) == 1 and isinstance(units[0], ast.Constant) and units[0].value == "day"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_treatment_and_definitions_leave_months_and_ties_to_the_calendar(path):
    assert banned_spellings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "x = a.delta(b, unit='month')",
        "x = a.delta(b, 'year')",
        "x = t.area.first()",
        "x = t.a.argmax(t.b)",
        "x = t.rate.mean()",
    ],
)
def test_the_ban_sees_what_it_bans(line):
    assert len(banned_spellings(line)) == 1


def test_days_may_be_counted_anywhere():
    assert banned_spellings("x = a.delta(b, unit='day')") == []


def test_journeys_hold_no_operation_on_which_engines_differ():
    tables = {name: ibis.table(dict(columns), name=name) for name, columns in READS.items()}
    expression = journeys_in(tables, Period.financial_year("2021/22"), treatment_rules()).op()
    picking = expression.find((ops.First, ops.Last, ops.ArgMax, ops.ArgMin, ops.Arbitrary, ops.Mean))
    assert picking == []
    assert [node for node in expression.find(ops.Sum) if node.arg.dtype.is_floating()] == []
    assert {node.part.value for node in expression.find(ops.DateDelta)} == {"day"}
