"""What is written about the site's safety is so: numbers, tables, acts, fields, and the self-assessment itself."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings

from joinedup.apps.accounts import actions, forms, guessable, passwords, second_factors, sessions, signed_in, tries
from joinedup.apps.tokens import actions as tokens
from support import asvs, fields_page
from support.repository import ROOT, SOURCE
from support.written_pages import HOW, PAGES

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
SAID = " ".join(PAGE.split())


def minutes(span):
    return f"{span / timedelta(minutes=1):g}"


NUMBERS = [
    f"At least {settings.AUTH_PASSWORD_VALIDATORS[0]['OPTIONS']['min_length']} characters and at most "
    f"{forms.MOST_CHARACTERS}",
    f"ends after {sessions.IDLE_SECONDS // 60} minutes without a page, after {sessions.LONGEST_SECONDS // 3600} hours",
    f"sessions {settings.SESSION_COOKIE_AGE // 3600} hours",
    f"a grave act asks for after {signed_in._FRESH_SECONDS // 60} minutes",
    f"Half of a sign-in lasts {sessions._HALF_SECONDS // 60} minutes",
    f"tries {(tries._BLOCK + tries._KEPT) / timedelta(hours=1):g} hours",
    *(
        f"{what} | {limit.most} in {minutes(limit.within)} minutes |"
        for what, limit in {
            "wrong passwords for one address, whether or not somebody has it": tries.ACCOUNT,
            "wrong codes for one person": tries.CODE,
            "tries that failed from one place on the network": tries.SOURCE,
            "links to a new password for one address": tries.RESET,
        }.items()
    ),
    f"passkeys of one person | {second_factors.MOST_PASSKEYS} |",
    f"tokens of one person at a time | {tokens.MOST_AT_ONCE} |",
    f"requests by one program | {tokens.MOST_A_MINUTE} in a minute |",
    f"an invitation works for | {actions.INVITATION_LASTS.days} days |",
    f"a link to a new password works for | {minutes(passwords.PASSWORD_LASTS)} minutes |",
    f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes, {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields, "
    f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES} files",
]


@pytest.mark.parametrize("said", NUMBERS)
def test_each_number_on_the_page_is_the_programs_own(said):
    assert said in SAID


def test_words_that_no_password_may_be_made_of_are_on_the_page():
    quoted = SAID.partition("> admin")[2].partition(". ##")[0].replace("> ", "")
    assert {"admin", *re.findall(r"[a-z]+", quoted)} == guessable.WORDS


def test_the_page_says_how_soon_parts_with_faults_are_exchanged():
    days = re.search(r"within (\d+) days where the fault is critical, (\d+) where it is high, (\d+) otherwise", SAID)
    critical, high, other = map(int, days.groups())
    assert 0 < critical <= high <= other <= 90


def test_every_table_of_the_databases_has_a_level():
    levels = PAGE.partition("## Data, by how much it would harm")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z_]+)`", levels))
    held = {model._meta.app_label for model in apps.get_models(include_auto_created=True)}
    assert held - {"django_tasks_database"} <= named, "say in docs/security.md how much it would harm"


def test_every_kind_of_act_is_on_the_page():
    noted = PAGE.partition("## What is noted")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z-]+)`", noted))
    code = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "apps").rglob("*.py"))
    acts = set(re.findall(r"(?:record|write_down)\(\s*\"([a-z-]+)\.[a-z-]+\"", code))
    assert len(acts) > 10
    assert acts <= named, "say in docs/security.md what is noted"


def test_each_rule_of_what_must_agree_names_its_test():
    rules = PAGE.partition("## What must agree")[2].partition("\n## ")[0]
    named = re.findall(r"`(\w+)::(\w+)` \|", rules)
    assert len(named) == rules.count("\n| ") - 1 > 8
    for file, test in named:
        found = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob(f"{file}.py")]
        assert any(asvs.exists(f"{path}::{test}") for path in found), f"{file}::{test}"


def test_every_field_of_every_form_is_on_its_page():
    page = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    found = list(fields_page.all_forms())
    assert len(found) > 10
    for app, form in found:
        part = page.partition(f"## {app}: {form.__name__}\n")[2].partition("\n## ")[0]
        assert set(form.base_fields) == set(re.findall(r"^\| `(\w+)`", part, flags=re.MULTILINE)), f"run: {HOW}"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_as_it_would_be_written_now(name):
    is_current = (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()
    assert is_current, f"docs/{name} is stale: run {HOW}, or make fix"


EVERY = [one for chapter in asvs.chapters() for one in chapter.requirements]


def test_each_requirement_of_level_1_and_2_is_there_once_under_its_chapter():
    levels = list(asvs.asked().values())
    assert (len(levels), levels.count(1), levels.count(2)) == (253, 70, 183)
    assert [one.number for one in EVERY] == sorted(asvs.asked(), key=lambda one: tuple(map(int, one.split("."))))
    assert {one.number: one.level for one in EVERY} == asvs.asked()
    for chapter in asvs.chapters():
        assert {one.place[0] for one in chapter.requirements} == {chapter.number}


def test_each_verdict_has_what_it_needs():
    for one in EVERY:
        assert one.verdict in asvs.VERDICTS, one.number
        assert len(one.how) > 10, one.number
        assert one.how.endswith("."), one.number
        assert one.tests or one.verdict != "held", f"{one.number} is held by no test"
        assert "|" not in f"{one.asks}{one.how}", one.number


def test_each_test_that_is_named_is_there():
    missing = {one.number: [test for test in one.tests if not asvs.exists(test)] for one in EVERY}
    assert not {number: tests for number, tests in missing.items() if tests}


def test_a_test_that_is_not_there_would_be_noticed():
    own = "tests/integration/site/test_pages_of_safety.py"
    assert asvs.exists(f"{own}::test_each_test_that_is_named_is_there")
    assert not asvs.exists(f"{own}::test_nothing_of_this_name")
    assert not asvs.exists(f"{own}::minutes")
    assert not asvs.exists("tests/integration/site/test_nowhere.py::test_each_test_that_is_named_is_there")
