"""The arrows of ARCHITECTURE.md, held by import-linter; and every exception to them dated."""

import re
import tomllib

import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure

from support.repository import ROOT, SOURCE

CONFIGURATION = ROOT / "pyproject.toml"
DATED = re.compile(r"#.*\b20\d\d-\d\d-\d\d\b")


@pytest.fixture(scope="module")
def report():
    configure()
    options = use_cases.read_user_options(config_filename=str(CONFIGURATION))
    use_cases._register_contract_types(options)
    return use_cases.create_report(options, cache_dir=None)


def test_every_contract_is_kept(report):
    broken = [
        f"{contract.name}: {check.metadata}" for contract, check in report.get_contracts_and_checks() if not check.kept
    ]
    assert not report.could_not_run
    assert report.contracts
    assert not broken, "\n".join(broken)


def test_every_ignored_import_has_a_dated_comment():
    contracts = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines()
    for contract in contracts:
        for ignored in contract.get("ignore_imports", []):
            line = next(line for line in lines if ignored in line)
            before = lines[lines.index(line) - 1]
            assert DATED.search(line) or DATED.search(before), f"say since when and why '{ignored}' is allowed"


def test_every_room_on_disk_is_in_the_layers():
    contracts = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    rooms = {room.strip() for layer in layers for room in layer.split("|")}
    on_disk = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert on_disk <= rooms
