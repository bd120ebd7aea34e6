"""Outputs are functions of declared inputs: no clock, no global randomness and no printing below the command line."""

import ast

import pytest

from support.repository import SOURCE, modules, named

CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("uuid", "uuid1"),
    ("uuid", "uuid4"),
    ("timezone", "now"),
}
MAKES_A_GENERATOR = {"default_rng", "Generator", "PCG64", "SeedSequence", "Philox", "BitGenerator"}
THE_COMMAND_LINE = {SOURCE / "cli" / "options.py"}
THE_SITE = {SOURCE / "apps" / "audit" / "instant.py"}
MAKES_A_KEY = {
    SOURCE / "intake" / "key.py",
    SOURCE / "apps" / "audit" / "key.py",
    SOURCE / "apps" / "accounts" / "links.py",
    SOURCE / "apps" / "tokens" / "secret.py",
}
"""2026-11-21: a new installation's key is the one thing that must not be a function of declared inputs.

2026-11-22: nor is the key of the site's record of acts, nor the token of a link that works once, or of a program.
"""
BELOW = [path for path in modules() if path not in THE_COMMAND_LINE | THE_SITE | MAKES_A_KEY]


def dotted(node: ast.expr) -> tuple[str, ...]:
    """Return a.b.c as names; () where it starts with anything but a name."""
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return (*inner, node.attr) if inner else ()
    return (node.id,) if isinstance(node, ast.Name) else ()


def faults_of(text: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            names = dotted(node)
            if names[-2:] in CLOCKS:
                found.append(f"line {node.lineno}: {'.'.join(names)} reads the clock")
            if names[-3:-1] in (("np", "random"), ("numpy", "random")) and names[-1] not in MAKES_A_GENERATOR:
                found.append(f"line {node.lineno}: {'.'.join(names)} is global randomness")
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            modules_named = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            )
            if {"random", "secrets"} & set(modules_named):
                found.append(f"line {node.lineno}: the random generator is an argument")
        if isinstance(node, ast.Call) and dotted(node.func) == ("print",):
            found.append(f"line {node.lineno}: only the command line prints")
        if (
            isinstance(node, ast.Call)
            and dotted(node.func)[-1:] == ("default_rng",)
            and not (node.args or node.keywords)
        ):
            found.append(f"line {node.lineno}: default_rng() without a seed is not reproducible")
    return found


@pytest.mark.parametrize("path", BELOW, ids=named)
def test_no_clock_no_global_randomness_no_printing(path):
    assert not faults_of(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "planted",
    [
        "import datetime\nx = datetime.datetime.now()",
        "from datetime import date\nx = date.today()",
        "import time\nx = time.time()",
        "import random\n",
        "from random import choice\n",
        "import numpy as np\nx = np.random.normal()",
        "import numpy as np\nx = np.random.default_rng()",
        "print('x')",
    ],
)
def test_the_check_would_find_a_planted_fault(planted):
    assert faults_of(planted)


def test_the_check_lets_a_seeded_generator_and_dates_pass():
    assert not faults_of(
        "import numpy as np\nfrom datetime import date\nr = np.random.default_rng(5)\nd = date(2020, 1, 1)"
    )
