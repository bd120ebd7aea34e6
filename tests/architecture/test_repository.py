"""What is committed can be built on any machine, by anyone, and says under which licence."""

import re

from support.repository import ROOT, named, repository_files

TEXT = {
    ".py",
    ".toml",
    ".md",
    ".csv",
    ".txt",
    ".lock",
    ".in",
    ".cfg",
    ".yml",
    ".yaml",
    ".css",
    ".js",
    ".typ",
    ".json",
    ".html",
    "",
}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work|mnt|private/var)/[\w.-]+")
TOKENS = re.compile(r"(?i)\b(?:ghp_\w{20,}|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY)")
MOST_BYTES = 1_000_000


def texts():
    for path in repository_files():
        if path.suffix in TEXT and not path.is_relative_to(ROOT / "tests" / "architecture"):
            yield path, path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_path_of_one_machine():
    wrong = {named(path): found[0] for path, text in texts() if (found := MACHINE_PATH.findall(text))}
    assert not wrong


def test_no_file_holds_a_key_or_token():
    assert not [named(path) for path, text in texts() if TOKENS.search(text)]


def test_locks_are_pinned_by_hash_and_name_no_registry():
    locks = [path for path in repository_files() if path.suffix == ".lock"]
    assert locks
    for path in locks:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, f"{named(path)} names an address"
        assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links)", text, flags=re.MULTILINE)
        entries = text.replace("\\\n", " ").splitlines()
        pinned = [entry for entry in entries if re.match(r"[\w.\[\],-]+==", entry)]
        assert pinned
        assert all("--hash=sha256:" in entry for entry in pinned), f"{named(path)}: every part has its hash"


def test_no_file_is_over_a_megabyte_save_fonts():
    large = {named(path): path.stat().st_size for path in repository_files() if path.stat().st_size > MOST_BYTES}
    assert not {name: size for name, size in large.items() if not name.endswith((".ttf", ".otf"))}


def test_the_licence_is_mit_and_every_font_has_its_own():
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    for path in repository_files():
        if path.suffix in (".ttf", ".otf"):
            assert [each for each in path.parent.iterdir() if "OFL" in each.name or "LICEN" in each.name.upper()], (
                named(path)
            )


def test_no_published_data_file_is_committed():
    shapes = ("nomis_population", "ons_drug_poisoning_deaths_by_la", "ndtms_adults_england")
    assert not [named(path) for path in repository_files() if path.name.startswith(shapes)]
