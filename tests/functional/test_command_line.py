"""The command as a newcomer meets it: help that tells enough, and a sentence, never a traceback, for bad input."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from joinedup.cli import app
from joinedup.core.refusal import Refusal
from support.command import joinedup
from support.extract import SIDECAR, refused, row, write_extract

COMMANDS = {
    ("county",): ("folder", "--seed", "--scale"),
    ("demo",): ("folder", "--seed", "--scale"),
    ("check",): ("files", "--json", "--html", "--show-values"),
    ("load",): ("files", "--into", "--agreement", "--key", "--received-on", "--feed", "--covers-from"),
    ("assess",): (
        *("--warehouse", "--out", "--areas", "--year", "--pick", "--agreement", "--as-of", "--dated-on"),
        "--threads",
    ),
    ("sources",): ("--warehouse", "--json"),
    ("watch",): ("folder", "--into", "--agreements", "--once", "--every", "--keep-days", "--key", "--ring"),
    ("receipts",): ("--warehouse", "--sender", "--json"),
    ("snapshot",): ("delivery", "--warehouse", "--out", "--agreement"),
    ("council",): ("name", "--warehouse", "--out", "--as-of", "--dated-on", "--threads"),
    ("councils",): ("--warehouse", "--out", "--ledgers-only", "--workers", "--as-of", "--dated-on", "--threads"),
    ("feeds",): ("--warehouse", "--expected", "--on", "--json", "--html"),
    ("quality",): ("--warehouse", "--out", "--agreement", "--dated-on", "--threads"),
    ("claims", "show"): ("claim_id", "--ledger"),
    ("claims", "check"): ("ledgers",),
    ("claims", "diff"): ("old", "new", "--warehouse", "--old-definitions"),
    ("signing-key",): ("file",),
    ("identity",): ("--warehouse", "--agreement", "--as-of", "--json"),
    ("release",): ("--warehouse", "--year", "--areas", "--agreement", "--dated-on", "--threads"),
    ("counts",): ("--warehouse", "--indicator", "--area", "--year", "--agreement", "--as-of", "--json"),
    ("erase",): ("--warehouse", "--people", "--delivery", "--due", "--change-keys", "--key", "--ring"),
    ("backup",): ("--warehouse", "--to"),
    ("restore",): ("copy", "--into", "--ring"),
    ("standard", "show"): ("what",),
    ("standard", "diff"): ("before", "after"),
    ("audit", "show"): ("--warehouse", "--json"),
    ("audit", "verify"): ("--warehouse", "--ring", "--site", "--json"),
    ("serve",): ("--port", "--workers"),
    ("site-backup",): ("to",),
    ("site-restore",): ("backup", "--replace", "--ring"),
    ("work",): ("--once",),
    ("agreement", "state"): ("file", "--at"),
    ("agreement", "explain"): ("file", "--organisation", "--purpose", "--item", "--role", "--at", "--json"),
}
GIVEN = {"sender": "X0001", "feed": "ndtms-adult", "letter": "R"}
DAY = ("--received-on", "2026-04-20")


class Desk:
    """A folder with a good file, and the command run in this process as `main` runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.good = write_extract(folder / "good.csv", [row()])
        self.warehouse = folder / "warehouse"

    def run(self, *arguments: object) -> tuple[int, str]:
        """Return the exit status and all that was said; a fault that is no refusal is raised."""
        done = CliRunner().invoke(app, [str(one) for one in arguments])
        if isinstance(done.exception, Refusal):
            return 2, f"{done.output}{done.exception}"
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    def load(self, *files: object) -> tuple[int, str]:
        return self.run("load", *files, "--into", self.warehouse, "--key", self.folder / "key", *DAY)

    def assess(self, *more: object, out: str = "documents") -> tuple[int, str]:
        return self.run("assess", "--warehouse", self.warehouse, "--out", self.folder / out, *more)

    def state(self) -> dict[str, bytes]:
        """Every file of the warehouse by its place, save the receipts of what was given back."""
        paths = (path for path in self.warehouse.rglob("*") if path.is_file() and path.name != "lock")
        held = {str(path.relative_to(self.warehouse)): path.read_bytes() for path in paths}
        return {name: content for name, content in held.items() if not name.startswith("receipts/0/")}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def _loaded_once(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    status, said = desk.load(desk.good)
    assert status == 0, said
    return desk.folder


@pytest.fixture
def loaded(_loaded_once, tmp_path):
    """A desk whose warehouse holds one good file."""
    for name in ("warehouse", "key"):
        copy = shutil.copytree if (_loaded_once / name).is_dir() else shutil.copy
        copy(_loaded_once / name, tmp_path / name)
    return Desk(tmp_path)


def test_the_first_help_would_let_a_newcomer_do_the_whole_job(desk):
    status, said = desk.run("--help")
    assert status == 0
    for command in ("county", "demo", "check", "load", "assess", "sources", "council", "councils", "claims"):
        assert f"joinedup {command} " in said or re.search(rf"^\s+{command}\b", said, re.MULTILINE), command
    plain = " ".join(said.split())
    assert "joinedup demo FOLDER" in plain
    assert "--warehouse WAREHOUSE --areas X10000001,X06000001 --year 2021/22 --out DOCUMENTS" in plain
    assert 'joinedup council "Peterborough" --warehouse WAREHOUSE --out DOCUMENTS' in plain


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_commands_help_names_its_arguments_and_says_what_each_is(command, desk):
    status, said = desk.run(*command, "--help")
    assert status == 0
    for name in COMMANDS[command]:
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said), name
    declared = get_command(app)
    for name in command:
        declared = declared.commands[name]
    plain = " ".join(said.split())
    assert " ".join(declared.help.split()) in plain
    for parameter in declared.params:
        assert parameter.help, parameter.name
        assert " ".join(parameter.help.split()) in plain, parameter.name
    assert all(len(line) <= 80 for line in said.splitlines())


def test_no_command_is_left_out_of_these():
    declared = get_command(app).commands
    every = {(name, *below) for name, one in declared.items() for below in _below(one)}
    assert every == set(COMMANDS)


def _below(command):
    return [(name,) for name in getattr(command, "commands", ())] or [()]


def test_asked_for_nothing_it_shows_its_help(desk):
    assert "Usage: " in desk.run()[1]


FILES = {
    "empty": (b"", "is empty"),
    "not a CSV": (b"PK\x03\x04rest", "not a CSV file, and cannot be opened"),
    "wrong encoding": ("AGNCY,EPISODID\n1,2\n".encode("utf-16"), "in the encoding UTF-16"),
    "other headers": (b"NAME,AGE\nx,2\n", "none of the files that we can read"),
    "missing headers": (b"AGNCY,EPISODID,CONSENT\nX0001,1,Y\n", "lacks the headers CLIENTID, FINITIAL"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_file_that_cannot_be_used_changes_nothing(fault, loaded):
    content, words = FILES[fault]
    bad = loaded.folder / "bad.csv"
    bad.write_bytes(content)
    before = loaded.state()
    for said in (loaded.run("check", bad), loaded.load(bad)):
        assert said[0] == 1
        assert words in " ".join(said[1].split())
    assert loaded.state() == before


def test_consent_refused_with_data_rejects_the_file_and_shows_none_of_it(loaded):
    leak = write_extract(loaded.folder / "leak.csv", [row(), refused(DOB="19790101", DRUG1="3201", FINITIAL="Q")])
    before = loaded.state()
    for status, said in (loaded.run("check", leak), loaded.load(leak)):
        assert status == 1
        assert "consent is N and other items are filled" in said
        assert "19790101" not in said
    assert loaded.state() == before


def test_a_file_that_says_nothing_of_its_coverage_is_not_loaded_and_what_to_give_is_said(loaded):
    bare = write_extract(loaded.folder / "bare.csv", [row()], sidecar=None)
    before = loaded.state()
    status, said = loaded.load(bare)
    assert status == 1
    plain = " ".join(said.split())
    assert "bare.csv.toml" in plain
    assert "covers_from" in plain or "--covers-from" in plain
    assert loaded.state() == before


def test_a_file_of_real_people_without_an_agreement_is_checked_only(desk):
    codes = {"AGNCY": "N0852", "UTLA": "E10000000", "LA": "E07000000", "DAT": "Z01B"}
    real = write_extract(desk.folder / "real.csv", [row(**codes)], sidecar=dict(SIDECAR) | {"sender": '"N0852"'})
    status, said = desk.load(real)
    assert status == 1
    assert "--agreement FILE" in said
    assert not [path for path in desk.state() if path.startswith(("deliveries", "versions"))]


def test_one_bad_file_does_not_keep_the_good_ones_out_and_still_fails(desk):
    bad = desk.folder / "bad.csv"
    bad.write_bytes(b"")
    status, said = desk.load(bad, desk.good)
    assert status == 1
    assert "is empty" in said
    assert "is now at version 1" in said


def test_a_missing_file_a_missing_agreement_and_a_folder_that_is_a_file_are_named(loaded):
    assert "There is no file" in loaded.load(loaded.folder / "none.csv")[1]
    status, said = loaded.run("load", loaded.good, "--into", loaded.warehouse, "--agreement", "none.toml", *DAY)
    assert (status, "none.toml" in said) == (2, True)
    status, said = loaded.run("load", loaded.good, "--into", loaded.good, "--key", loaded.folder / "key", *DAY)
    assert status == 2
    assert "good.csv" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Say which areas"),
        (("--areas", "Atlantis"), "No area is called 'Atlantis'"),
        (("--areas", "Cambrigeshire"), "Cambridgeshire (E10000003"),
        (("--areas", "E07000008"), "is not an upper-tier council"),
        (("--areas", "Peterborough", "--year", "2021"), "2021"),
        (("--areas", "Peterborough", "--year", "2021/23"), "2021/23"),
        (("--areas", "Peterborough", "--year", "last"), "last"),
    ],
)
def test_areas_and_years_that_do_not_exist_are_refused_in_a_sentence(arguments, words, loaded):
    status, said = loaded.assess(*arguments)
    assert status == 2
    assert words in said
    assert said.strip().endswith((".", "?"))
    assert not (loaded.folder / "documents").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Say which council"),
        ("Atlantis", "No area is called 'Atlantis'"),
        ("Durham", "County Durham (E06000047"),
        ("CB1", "lies in more than one council"),
        ("Northamptonshire", "has not been a council since 1 April 2021"),
        ("Cambridge", "a district of Cambridgeshire (E10000003)"),
        ("King’s Lynn and West Norfolk", "a district of Norfolk"),
        ("Norfolk", "Nothing is held for Norfolk"),
    ],
)
def test_a_council_that_cannot_be_told_or_has_nothing_is_asked_back_in_a_sentence(name, words, loaded):
    out = loaded.folder / "documents"
    status, said = loaded.run("council", name, "--warehouse", loaded.warehouse, "--out", out)
    assert status == 2
    assert words in said
    assert said.strip().endswith((".", "?"))
    assert not out.exists()


def test_what_to_download_is_listed_without_a_warehouse_and_what_is_missing_with_one(loaded):
    status, said = loaded.run("sources")
    assert status == 0
    assert "https://" in said
    listed = json.loads(loaded.run("sources", "--json")[1])
    assert {"slug", "title", "publisher", "page", "cadence", "licence", "gives"} == set(listed["sources"][0])
    status, said = loaded.run("sources", "--warehouse", loaded.warehouse)
    assert status == 0
    assert said.startswith("Missing for the published needs assessment of councils:")
    held = json.loads(loaded.run("sources", "--json", "--warehouse", loaded.warehouse)[1])
    assert not any(one["held"] for one in held["sources"])
    assert held["missing"]


def test_ledgers_are_read_anew_and_one_that_is_none_is_named(desk):
    assert "There is no file" in desk.run("claims", "check", desk.folder / "none.json")[1]
    wrong = desk.folder / "claims.json"
    wrong.write_text('{"claims": [{}]}')
    status, said = desk.run("claims", "check", wrong)
    assert (status, "is not a ledger of claims" in said) == (2, True)
    wrong.write_text('{"claims": [], "sections": [{"slug": "a", "claims": ["gone"]}], "data_version": "d"}')
    status, said = desk.run("claims", "check", wrong)
    assert status == 1
    assert "1 fault" in said
    assert "cites it and it is not there" in said


def test_an_out_folder_that_holds_other_files_is_left_alone(loaded):
    out = loaded.folder / "documents"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    status, said = loaded.assess("--areas", "Peterborough")
    assert status == 2
    assert "thesis.txt" in said
    assert (out / "thesis.txt").read_text() == "years of work"
    assert list(out.iterdir()) == [out / "thesis.txt"]


def test_a_claim_that_is_not_there_and_a_ledger_that_is_none_are_named(desk):
    assert "There is no file" in desk.run("claims", "show", "x", "--ledger", desk.folder / "none.json")[1]
    wrong = desk.folder / "claims.json"
    wrong.write_text('{"format": 1}')
    for arguments in (("show", "x", "--ledger", wrong), ("diff", wrong, wrong)):
        status, said = desk.run("claims", *arguments)
        assert (status, "is not a ledger of claims" in said) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("assess", "--warehouse", "nowhere", "--areas", "Peterborough", "--out", "out"), "is not a warehouse"),
        (("claims", "show", "a-claim", "--ledger", "none.json"), "There is no file none.json"),
        (("load", "none.csv", "--into", "warehouse"), "There is no file"),
        (("assess", "--warehouse", "nowhere", "--out", "out", "--threads", "0"), "--threads"),
        (("council", "Peterborough", "--warehouse", "nowhere", "--out", "out"), "is not a warehouse"),
        (("councils", "--warehouse", "nowhere", "--out", "out"), "is not a warehouse"),
        (("councils", "--warehouse", "nowhere", "--out", "taken"), "'taken' is not a folder"),
        (("councils", "--warehouse", "nowhere", "--out", "out", "--workers", "0"), "--workers"),
        (("sources", "--warehouse", "nowhere"), "is not a warehouse"),
        (("audit", "verify", "--warehouse", "nowhere"), "is not a warehouse"),
        (("audit", "show", "--warehouse", "nowhere"), "is not a warehouse"),
        (("claims", "check", "none.json"), "There is no file none.json"),
        (("county", "new", "--scale", "0"), "--scale"),
        (("county", "taken/below"), "taken"),
        (("demo", "taken"), "'taken/files' cannot be read or written: Not a directory."),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_as_a_process_it_says_so_on_the_terminal_and_leaves_nothing(arguments, words, tmp_path):
    (tmp_path / "taken").write_text("a file")
    done = joinedup(*arguments, home=tmp_path / "home", folder=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    assert words in " ".join((done.stdout + done.stderr).split())
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "taken").read_text() == "a file"
