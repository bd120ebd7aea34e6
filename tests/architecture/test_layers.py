"""The arrows of ARCHITECTURE.md, held by import-linter; and every exception to them dated."""

import ast
import re
import subprocess
import sys
import tomllib

from importlinter.application import use_cases
from importlinter.configuration import configure

from support.repository import ROOT, SOURCE, named

CONFIGURATION = ROOT / "pyproject.toml"
DATED = re.compile(r"#.*\b20\d\d-\d\d-\d\d\b")
TWIN = ROOT / "tests" / "support" / "twin"


def contracts():
    return tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def is_kept(configuration):
    """Whether every contract of a configuration is kept; import-linter prints which are not."""
    configure()
    return use_cases.lint_imports(config_filename=str(configuration), cache_dir=None, no_logo=True)


def test_every_arrow_points_down(capsys):
    assert is_kept(CONFIGURATION), capsys.readouterr().out


def test_a_broken_arrow_would_be_found(tmp_path):
    planted = tmp_path / "planted.toml"
    planted.write_text(
        '[tool.importlinter]\nroot_packages = ["joinedup"]\n'
        '[[tool.importlinter.contracts]]\nid = "planted"\nname = "Planted"\ntype = "forbidden"\n'
        'source_modules = ["joinedup.kinds"]\nforbidden_modules = ["joinedup.core"]\n',
        encoding="utf-8",
    )
    assert not is_kept(planted)


def test_every_ignored_import_has_a_dated_comment():
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines()
    for contract in contracts():
        for ignored in contract.get("ignore_imports", []):
            line = next(line for line in lines if ignored in line)
            before = lines[lines.index(line) - 1]
            assert DATED.search(line) or DATED.search(before), f"say since when and why '{ignored}' is allowed"


def test_every_room_on_disk_is_in_the_layers():
    layers = next(contract["layers"] for contract in contracts() if contract["id"] == "layers")
    rooms = {room.strip(" ()") for layer in layers for room in layer.split("|")}
    on_disk = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert on_disk <= rooms


def test_the_twin_imports_nothing_of_the_product_but_its_core():
    allowed = ("joinedup.core", "support.twin")
    wrong = []
    for path in sorted(TWIN.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [
                f"{named(path)}: {name}"
                for name in names
                if name.split(".")[0] not in sys.stdlib_module_names
                and not any(name == room or name.startswith(f"{room}.") for room in allowed)
            ]
    assert not wrong


def test_the_command_line_loads_no_engine_before_a_command_needs_it():
    loaded = "import sys, joinedup.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert {"ibis", "duckdb", "pyarrow", "numpy", "polars", "scipy"}.isdisjoint(done.stdout.split())
