"""What must not be guessed is long and never the same; what is not kept has no place; the desk has a way out."""

import base64

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from joinedup.apps.accounts import factors
from joinedup.sharing.roles import ROLES
from joinedup.site.environment import database
from support.addresses import addresses
from support.desk import as_role, person_with, signed_in_client
from support.site import on_database


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory):
    with on_database(database({}, folder=tmp_path_factory.mktemp("site"))):
        yield


def test_secrets_and_codes_are_long_and_differ():
    secrets = {factors.opened(factors.new_secret()) for _ in range(100)}
    assert len(secrets) == 100
    assert {len(base64.b32decode(one)) for one in secrets} == {20}  # 160 bits, as RFC 4226 asks
    with transaction.atomic():
        papers = [factors.new_paper(person_with()) for _ in range(5)]
    codes = {code for paper in papers for code in paper}
    assert len(codes) == sum(map(len, papers))
    assert {len(code) for code in codes} == {8}
    assert all(code.isdigit() for code in codes)


def test_names_of_sessions_are_long_and_differ():
    names = set()
    for _ in range(20):
        as_role("analyst")
        names |= set(Session.objects.values_list("session_key", flat=True))
    assert len(names) >= 20
    assert min(map(len, names)) >= 32
    assert len(set("".join(names))) > 30


def test_no_token_of_a_provider_has_a_place_to_be_kept():
    """The library could keep them: nothing of ours lets it, and no sign-in leaves one."""
    assert not SocialToken.objects.exists()
    assert not SocialAccount.objects.exists()


def test_every_page_of_the_desk_has_a_way_to_sign_out():
    roles = [slug for slug, role in ROLES.items() if not role.is_law_enforcement]
    browser = signed_in_client(person_with(*roles))
    pages = [browser.get(address) for address in addresses() if address.startswith("/desk")]
    read = [page.content.decode() for page in pages if page.status_code == 200 and "html" in page["Content-Type"]]
    assert len(read) > 10
    assert all('<a href="/sign-out">Sign out</a>' in page for page in read)
    assert "sign-out" not in Client().get("/").content.decode()
