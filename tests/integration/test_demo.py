"""The demonstration: one command, no input, no network, six documents, and words on what to open first."""

import subprocess

import pytest

from joinedup.documents.render import NAMES
from support.command import digests, joinedup
from support.whole_job import whole_job

pytestmark = pytest.mark.slow


@pytest.mark.component("unshare")
def test_it_ends_by_itself_without_a_network_and_says_where_to_look(tmp_path):
    alone = ("unshare", "-rn")
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("lacks component unshare")
    done = joinedup(
        "demo", "demo", "--scale", "0.1", "--seed", "2", home=tmp_path / "home", folder=tmp_path, before=alone
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    for name in NAMES:
        assert f"demo/documents/{name}" in done.stdout
    assert "Open first:" in done.stdout
    assert "Every number is a link" in done.stdout
    assert "synthetic" in done.stdout.lower()
    assert set(digests(tmp_path / "demo" / "documents")) == set(NAMES)
    assert {path.name for path in (tmp_path / "home").rglob("*") if path.is_file()} == set()


def test_a_claim_of_the_demonstration_opens_to_its_evidence(small_warehouse, tmp_path):
    ledger = whole_job(small_warehouse).folder / "claims.json"
    claim = "X10000001:adults-in-alcohol-treatment:count@2021/22"
    shown = joinedup("claims", "show", claim, "--ledger", ledger, home=tmp_path)
    assert shown.returncode == 0, shown.stderr
    for word in (claim, "89", "ndtms_X0001.csv", "2021/22"):
        assert word in shown.stdout
    same = joinedup("claims", "diff", ledger, ledger, home=tmp_path)
    assert (same.returncode, same.stdout.strip()) == (0, "Nothing changed.")
