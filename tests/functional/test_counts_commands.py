"""A provider makes a key and its counts, looks at them, sends them; the partnership looks, loads and reads them."""

import json
import re

from support.command import joinedup
from support.counting import write_agreement
from support.extract import row, write_extract


def people(number):
    """Rows of so many adults who come for alcohol alone and as many who come for opiates, each once."""
    for each in range(2 * number):
        yield row(
            CLIENTID=f"c{each}",
            EPISODID=f"e{each}",
            FINITIAL="ABCDEFGHIJ"[each % 10],
            SINITIAL="ABCDEFGHIJ"[each // 10],
            DRUG1=("7000", "1011")[each % 2],
            DRUG2="",
            DRUG3="",
            SEX="12"[each // 2 % 2],
        )


def test_from_a_providers_rows_to_what_the_partnership_reads(tmp_path):
    home = tmp_path / "home"
    extract = write_extract(tmp_path / "rows.csv", list(people(30)))
    key, out = tmp_path / "signing.key", tmp_path / "counts.json"

    made = joinedup("signing-key", key, home=home)
    assert made.returncode == 0, made.stderr
    (public,) = re.findall(r'signing_key = "(ed25519:[0-9a-f]{64})"', made.stdout)
    again = joinedup("signing-key", key, home=home)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)

    counted = joinedup("check", extract, "--counts-only", out, "--signing-key", key, home=home)
    assert counted.returncode == 0, counted.stderr
    assert "Look at it before you send it" in counted.stdout

    agreement = write_agreement(tmp_path / "agreement.toml", {"X0001": public}, until="2099-01-01")
    looked = joinedup("check", out, "--agreement", agreement, "--json", home=home)
    assert "Its signature is sound" in json.loads(looked.stdout)["files"][0]["verdict"]

    loaded = joinedup("load", out, "--agreement", agreement, "--into", tmp_path / "w", home=home)
    assert loaded.returncode == 0, loaded.stdout
    which = ("--indicator", "adults-in-treatment", "--year", "2021/22")
    read = joinedup("counts", "--warehouse", tmp_path / "w", *which, home=home)
    assert "X10000001, 2021/22: 60 people" in read.stdout
    figures = json.loads(joinedup("counts", "--warehouse", tmp_path / "w", *which, "--json", home=home).stdout)
    assert [one["numerator"] for one in figures] == [60]
    assert "are not added up" in joinedup("counts", "--warehouse", tmp_path / "w", home=home).stdout


def test_options_that_do_not_go_together_and_files_in_the_way_are_refused(tmp_path):
    extract = write_extract(tmp_path / "rows.csv", [row()])
    before = extract.read_bytes()
    for arguments, words in (
        (("--signing-key", tmp_path / "key"), "goes with"),
        ((extract, "--counts-only", tmp_path / "out"), "one file at a time"),
        (("--counts-only", extract), "not written over"),
        (("--counts-only", tmp_path / "absent" / "out"), "There is no folder"),
        (("--counts-only", tmp_path / "out", "--signing-key", tmp_path / "key"), "make one with"),
        (("--counts-only", tmp_path / "out", "--show-values"), "go apart"),
    ):
        done = joinedup("check", extract, *arguments, home=tmp_path / "home")
        assert done.returncode == 2, done.stdout
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert extract.read_bytes() == before
    assert not (tmp_path / "out").exists()
