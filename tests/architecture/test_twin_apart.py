"""The twin can only prove the product if it shares nothing with it but the words for periods."""

import ast
import sys
from pathlib import Path

import pytest

TWIN = Path(__file__).parents[1] / "support" / "twin"
FILES = sorted(TWIN.rglob("*.py"))


def imported(source: str) -> set[str]:
    """Return the modules that `source` imports, as written."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "the twin uses no relative imports, so that they can be read here"
            names.add(node.module or "")
    return names


def is_allowed(module: str) -> bool:
    own = module.startswith(("joinedup.core.", "support.twin."))
    return own or module.split(".")[0] in sys.stdlib_module_names


def test_the_twin_is_where_it_is_looked_for():
    assert {"journeys.py", "interpret.py", "reading.py"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_twin_imports_the_core_and_the_standard_library_only(path):
    assert {name for name in imported(path.read_text(encoding="utf-8")) if not is_allowed(name)} == set()


@pytest.mark.parametrize("line", ["import ibis", "from joinedup.treatment.window import journeys_in"])
def test_the_ban_sees_what_it_bans(line):
    assert not all(is_allowed(name) for name in imported(line))
