"""Claims use the statistics room and nothing else: they compute no statistic by themselves."""

import ast

import pytest

from support.repository import SOURCE, modules, named

CLAIMS = [path for path in modules() if path.is_relative_to(SOURCE / "claims")]
NUMBERS_FROM_ELSEWHERE = {"numpy", "scipy", "statistics", "random", "fractions", "decimal", "cmath", "pandas"}
ALLOWED_OF_MATH = {"isclose", "isfinite", "inf", "log10"}
"""Whether two numbers are one, whether there is a number at all, and how many digits were printed."""
ROOTS = (ast.Pow,)


def writes_numbers(path):
    """Whether a module writes numbers, or compares them with the sizes that words are bound to."""
    return path.parent.name == "rules" or path.stem in {"numbers", "range", "comparing", "show"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_are_claims_to_look_at():
    assert len(CLAIMS) > 20


@pytest.mark.parametrize("path", CLAIMS, ids=named)
def test_no_statistics_but_ours(path):
    found = {name for name in imports(path) if name.split(".")[0] in NUMBERS_FROM_ELSEWHERE}
    assert not found, f"{named(path)} imports {sorted(found)}: put the formula in joinedup.stats"


@pytest.mark.parametrize("path", CLAIMS, ids=named)
def test_no_formula_of_its_own(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    of_math = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "math"
    }
    assert of_math <= ALLOWED_OF_MATH, f"{named(path)} uses math.{sorted(of_math - ALLOWED_OF_MATH)}"
    powers = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ROOTS)]
    assert not powers, f"{named(path)}:{powers} raises to a power: put the formula in joinedup.stats"


@pytest.mark.parametrize("path", [path for path in CLAIMS if not writes_numbers(path)], ids=named)
def test_intervals_and_p_values_come_from_one_room(path):
    """A figure's value is divided only where it is written: everything that is tested is a call into stats."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    divisions = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)]
    assert not divisions, f"{named(path)}:{divisions} divides: put the formula in joinedup.stats"
