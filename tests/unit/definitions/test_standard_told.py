"""What changed between two letters is told with its source, and every name of the standard can be looked up."""

import re

import pytest

from joinedup.core.refusal import Refusal
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.definitions.reference import pages
from joinedup.definitions.standards.ndtms.rules import RULES
from joinedup.definitions.standards.reader import reader_rules
from joinedup.intake.feed_rules import FEED_RULES
from joinedup.jobs.standard import diff, show, why_of_rules
from support.repository import ROOT


def section(lines, heading):
    start = next(place for place, line in enumerate(lines) if line.startswith(heading))
    end = next((place for place in range(start + 1, len(lines)) if not lines[place].startswith("  ")), len(lines))
    return lines[start + 1 : end]


def headers(entries):
    return [entry.split()[0] for entry in entries]


def test_from_q_to_r_buprenorphine_became_one_item_a_form():
    lines = diff("Q", "R")
    assert headers(section(lines, "Items added")) == ["PHBUPREN", "PHBUDI"]
    assert len(section(lines, "Items gone")) == 8
    assert all("found: S1 calls it obsolete" in line for line in section(lines, "Items gone"))


def test_from_k_to_n_what_the_slides_say_is_gone_is_gone_and_marked():
    lines = diff("K", "N")
    gone = dict(zip(headers(section(lines, "Items gone")), section(lines, "Items gone"), strict=True))
    assert {"PCT", "GPPTCE", "DUALDIAG", "INJECT", "SHARE", "HEPCPOS", "SEXUAL"} <= set(gone)
    assert "derived: S4" in gone["YPSMHS"]
    assert [line.split()[1] for line in section(lines, "Codes gone")] == ["8", "64"]
    assert "mental-health-treatment-missing:" in headers(section(lines, "Rules that begin"))
    assert any("Time since last paid employment" in line for line in section(lines, "Told by a source"))


def test_backwards_is_the_other_way_round():
    there, back = diff("K", "N"), diff("N", "K")
    assert headers(section(there, "Items gone")) == headers(section(back, "Items added"))
    assert section(there, "Codes gone") == section(back, "Codes added")


def test_what_is_not_established_is_said_and_in_no_list_of_changes():
    lines = diff("N", "R")
    silent = next(line for line in lines if line.startswith("Not established for letter N and R"))
    assert "FINITIAL" in silent
    moved = headers(section(lines, "Items added")) + headers(section(lines, "Items gone"))
    assert not set(moved) & set(re.findall(r"[A-Z_0-9]+", silent.split(":")[1]))


def test_a_letter_and_itself_do_not_differ():
    lines = diff("r", "R")
    assert [line for line in lines if "none known" in line] == list(lines[1:8])


def test_an_unknown_letter_is_refused():
    with pytest.raises(Refusal, match="no letter 'I'"):
        diff("I", "R")


@pytest.mark.parametrize(
    "name",
    [
        "R",
        "K",
        "YP",
        *(item.header for item in ndtms_standard().items),
        *(rule.code for rule in RULES),
        *code_lists(),
        *(one["code"] for one in reader_rules()),
    ],
)
def test_every_name_can_be_looked_up(name):
    lines = show(name)
    assert name in lines[0]
    assert all(line.strip() for line in lines)


def test_the_whole_is_told_without_a_name_and_an_unknown_one_is_refused_with_near_ones():
    assert any("Letter K" in line and "not established" in line for line in show())
    with pytest.raises(Refusal, match="Near it: DISRSN"):
        show("disrsn1")


def test_an_obsolete_item_says_that_it_is_never_written_and_a_placeholder_that_its_header_is_ours():
    assert "Obsolete: read where a file has it, never written." in show("DUALDIAG")
    assert any("its real header is not established" in line for line in show("X_RELIGION"))


def test_young_people_are_asked_their_own_items_and_not_the_adult_form():
    text = "\n".join(show("YP"))
    assert "YPLAC" in text
    assert "PSYMOTI" not in text
    assert "HRISK" not in text


def test_every_item_and_code_list_is_in_the_dictionary_with_its_status():
    page = pages()["data-dictionary.md"]
    for item in ndtms_standard().items:
        (line,) = (line for line in page.splitlines() if line.startswith(f"| `{item.header}` |"))
        assert f"| {item.status}: " in line
        assert "in " in line.split(" | ")[5]
    for slug in code_lists():
        assert f"\n### {slug}\n" in page


def test_every_code_that_a_report_can_name_has_an_anchor_with_why_and_how_to_mend():
    page = pages()["rules.md"]
    parts = dict(re.findall(r"\n## ([a-z0-9-]+)\n(.*?)(?=\n#|\Z)", page, flags=re.DOTALL))
    written = {
        code
        for path in (ROOT / "src" / "joinedup" / "intake").glob("*.py")
        for code in re.findall(r'rule="([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert written
    assert {rule.code for rule in RULES} | written | set(FEED_RULES) == set(parts) == set(why_of_rules())
    for code, part in parts.items():
        assert "* Why: " in part, code
        assert "* To mend: " in part, code
        assert "* Rests on: " in part, code


def test_no_rule_says_that_a_guess_is_official():
    page = pages()["rules.md"].casefold()
    assert "ndtms will" not in page
    assert "will be rejected" not in page
