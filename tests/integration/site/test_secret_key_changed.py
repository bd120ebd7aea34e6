"""The secret key is followed by another: sessions and second factors go on, and the old key opens nothing more."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings

from joinedup.apps.accounts import factors
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.models import Line
from joinedup.core.refusal import Refusal
from joinedup.site.environment import secret_keys_before
from support.way_in import first_step, person_with_device, signed_in_by_pages

pytestmark = pytest.mark.usefixtures("keys", "undone")
OLD, NEW, OTHER = ("of-a-secret-key-" * 4 + end for end in ("old", "new", "other"))


def seal_anew():
    said = io.StringIO()
    call_command("seal_anew", stdout=said)
    return said.getvalue()


def opens(person):
    with transaction.atomic():
        return factors.use_code(person, factors.code_now(person, now()), now())


def test_sessions_and_second_factors_outlive_the_key():
    with override_settings(SECRET_KEY=OLD):
        person = person_with_device()
        with transaction.atomic():
            paper = factors.new_paper(person)
        browser, _ = signed_in_by_pages(person, Client())
        assert browser.get("/desk/account").status_code == 200
    with override_settings(SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=[OLD]):
        assert browser.get("/desk/account").status_code == 200
        assert "sealed under the present key" in seal_anew()
        assert Line.objects.latest("number").act == "second-factor.sealed"
    with override_settings(SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=[]):
        assert browser.get("/desk/account").status_code == 200
        again, _ = first_step(person)
        assert again.post("/sign-in/code", {"code": paper[0]}).status_code == 302
    with override_settings(SECRET_KEY=OLD, SECRET_KEY_FALLBACKS=[]):
        assert browser.get("/desk/account").status_code == 302


def test_without_the_old_key_nothing_is_changed_and_that_is_said():
    with override_settings(SECRET_KEY=OLD):
        person = person_with_device()
    with (
        override_settings(SECRET_KEY=OTHER, SECRET_KEY_FALLBACKS=[]),
        transaction.atomic(),
        pytest.raises(Refusal, match="not named: nothing is changed"),
    ):
        factors.seal_anew()
    with override_settings(SECRET_KEY=OLD):
        assert opens(person) == "totp"


def test_keys_before_are_named_by_spaces_and_are_as_long():
    assert secret_keys_before({}) == []
    assert secret_keys_before({"JOINEDUP_SECRET_KEYS_BEFORE": f" {OLD} {OTHER}\n"}) == [OLD, OTHER]
    with pytest.raises(Refusal, match="JOINEDUP_SECRET_KEYS_BEFORE") as refused:
        secret_keys_before({"JOINEDUP_SECRET_KEYS_BEFORE": f"{OLD} short-but-secret"})
    assert "secret-key" not in str(refused.value)
    assert "but-secret" not in str(refused.value)
