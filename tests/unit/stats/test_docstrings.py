"""Every public function shows a worked figure that comes out, and names the truth it was checked against."""

import ast
import doctest
import importlib
import pkgutil
import re

import pytest

import joinedup.stats
from joinedup.definitions.functions import functions, functions_in
from support.repository import ROOT

MODULES = [found.name for found in pkgutil.walk_packages(joinedup.stats.__path__, "joinedup.stats.")]
TESTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in ROOT.joinpath("tests").rglob("*.py")
}
WRONG = '''
def half(x):
    """Return half.

    Example:
        >>> half(3)
        1.6

    Truth: by hand.
    """
    return x / 2
'''


def _failures(tests):
    runner = doctest.DocTestRunner(verbose=False)
    told = []
    for test in tests:
        runner.run(test, out=told.append)
    return "".join(told)


@pytest.mark.parametrize("module", MODULES)
def test_worked_figures_come_out(module):
    found = doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module))
    assert _failures(found) == ""


def test_a_wrong_figure_is_noticed():
    held = {}
    exec(compile(WRONG, "wrong", "exec"), held)
    found = doctest.DocTestFinder(recurse=False).find(held["half"], "half", module=False, globs=held)
    assert "Expected:\n    1.6\nGot:\n    1.5" in _failures(found)


@pytest.mark.parametrize("one", functions(), ids=lambda one: one.name)
def test_every_function_has_an_example_and_a_truth(one):
    assert one.example.startswith(">>> "), f"{one.name}: its docstring needs 'Example:' with a worked figure"
    assert one.truth.endswith("."), f"{one.name}: its docstring needs 'Truth:', what it was checked against"


@pytest.mark.parametrize("one", functions(), ids=lambda one: one.name)
def test_a_truth_that_names_a_test_names_one_that_uses_the_function(one):
    for path in re.findall(r"tests/[\w/]+\.py", one.truth):
        assert path in TESTS, f"{one.name}: {path} does not exist"
        used = {node.attr for node in ast.walk(ast.parse(TESTS[path])) if isinstance(node, ast.Attribute)}
        used |= {node.id for node in ast.walk(ast.parse(TESTS[path])) if isinstance(node, ast.Name)}
        assert one.name.rpartition(".")[2] in used, f"{one.name}: {path} does not call it"


def test_functions_are_read_whole_and_private_ones_left_out():
    (half,) = functions_in("sums", WRONG + "\n\ndef _quarter(x):\n    return x / 4\n")
    assert (half.name, half.signature, half.purpose) == ("sums.half", "half(x)", "Return half.")
    assert (half.example, half.truth) == (">>> half(3)\n1.6", "by hand.")
    (bare,) = functions_in("sums", "def bare(x: int, *, per: float = 100) -> float:\n    return x / per\n")
    assert bare.signature == "bare(x, *, per=100) -> float"
    assert (bare.purpose, bare.example, bare.truth) == ("", "", "")
