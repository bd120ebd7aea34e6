"""Which passwords there may be, how they are asked for and kept, and what is left in a browser after signing out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher, identify_hasher
from django.forms import PasswordInput
from django.test import Client

from joinedup.apps.accounts import forms
from joinedup.apps.accounts.models import Holding
from joinedup.apps.audit.instant import clock_at, now
from joinedup.site.environment import database
from support.desk import as_role, organisation, person_with
from support.site import on_database
from support.way_in import PASSWORD, first_step, person_with_device, signed_in_by_pages


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory):
    with on_database(database({}, folder=tmp_path_factory.mktemp("site"))):
        yield


def faults(password):
    form = forms.NewPassword({"password": password, "again": password}, person=person_with())
    return form.errors.get("password", [])


@pytest.mark.parametrize(
    "password",
    [
        "twelve chars",
        "onlysmallletters",
        "739104628530174",
        "ÆØÅ ½ 🜁 öäü ñ",
        "   spaces at both ends   ",
        "x7 " * 21 + "q",
        "Ω" * 3 + "long enough to be taken " * 8,
    ],
)
def test_any_letters_do_and_a_long_one_is_taken_as_it_stands(password):
    form = forms.NewPassword({"password": password, "again": password}, person=person_with())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["password"] == password
    person = person_with()
    person.set_password(password)
    assert person.check_password(password)
    assert not person.check_password(password.strip() + "x")
    assert password.swapcase() == password or not person.check_password(password.swapcase())
    assert not person.check_password(password[:-1])


def test_a_password_that_is_too_short_is_refused():
    assert faults("eleven char")
    assert not faults("twelve chars")


def test_passwords_are_typed_unseen_and_by_whatever_keeps_them():
    """Nothing keeps a browser, or a program that keeps passwords, from filling and pasting them."""
    asked = [
        field
        for form in (forms.SignIn, forms.NewPassword, forms.ChangedPassword)
        for field in form.base_fields.values()
        if isinstance(field, forms.Password)
    ]
    assert len(asked) == 6
    for field in asked:
        assert isinstance(field.widget, PasswordInput)
        assert not field.widget.render_value
        assert field.widget.attrs["autocomplete"] in ("current-password", "new-password")
        assert not {"onpaste", "readonly"} & field.widget.attrs.keys()


def test_a_password_is_kept_under_a_hash_that_costs():
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    hasher = get_hasher()
    assert hasher.work_factor >= 2**14
    assert (hasher.block_size, hasher.parallelism) == (8, 5)
    person = person_with()
    person.set_password(PASSWORD)
    assert identify_hasher(person.password).algorithm == "scrypt"


def test_a_password_holds_until_somebody_changes_it():
    person = person_with_device()
    with clock_at(now() + timedelta(days=5 * 365)):
        assert Holding.objects.filter(person=person).exists()
        browser, _ = signed_in_by_pages(person)
        assert browser.get("/desk/account").status_code == 200


def test_no_question_stands_in_for_a_password_and_no_hint_is_kept():
    words = ("hint", "question", "maiden", "pet", "birthday")
    fields = [name for form in vars(forms).values() for name in getattr(form, "base_fields", ())]
    assert not [name for name in fields if any(word in name for word in words)]


def test_a_wrong_password_says_nothing_of_which_part_was_wrong():
    known = first_step(person_with_device(), password="not the right one")[1].content.decode()
    unknown = Client().post("/sign-in", {"email": "nobody@example.org", "password": PASSWORD}).content.decode()
    for page in (known, unknown):
        assert "We could not sign you in" in page


def test_signing_out_clears_what_the_browser_keeps():
    answer = as_role("analyst").post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies["session"].value
    assert "Clear-Site-Data" not in Client().get("/").headers


@pytest.mark.parametrize(
    "weak",
    [
        *("abcabcabcabcabc", "aaaaaaaaaaaaaaa", "qwertyuiopasdf", "1234567890123", "987654321098765"),
        *("Football1234567", "!!!!Liverpool!!", "12345iloveyou99", "monkeymonkeymonkey"),
        *(
            "JoinedUp-2026-11",
            "Thornmarch-2026!",
            "Naloxone4Thornmarch",
            "drug.alcohol.partnership",
            "Quillhaven Council 1",
        ),
        *("password12345678", "Marchland Police 99", "welcome-to-joinedup"),
    ],
)
def test_a_long_password_that_is_guessed_first_is_refused(weak):
    organisation("marchland-police", "police")
    assert faults(weak), weak


@pytest.mark.parametrize(
    "fit",
    ["three unlikely words", "correct horse battery staple", "Thornmarch rains on my violet umbrella", "xK4!qv9#Lm2$"],
)
def test_words_that_go_with_others_are_no_fault(fit):
    assert not faults(fit)
