"""Signing in with an account of elsewhere: only who was invited, by what is signed, with our second step after it."""

import json
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client, override_settings

from joinedup.apps.accounts import actions
from joinedup.apps.accounts.elsewhere import Elsewhere, _Https
from joinedup.apps.accounts.models import Identity, Person
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.models import Line
from joinedup.core.refusal import Refusal
from joinedup.site.sign_in_with import SignInWith, for_allauth, sign_in_with
from support.desk import person_with
from support.way_in import code_of, person_with_device

pytestmark = pytest.mark.usefixtures("keys", "undone")
ISSUER = "https://login.council.example"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
COUNCIL = SignInWith("council", "The council", ISSUER, "joinedup", "a-secret")


class Answer:
    def __init__(self, content, status_code=200):
        self._content, self.status_code = content, status_code
        self.headers, self.text, self.content = {"content-type": "application/json"}, "", b""

    def json(self):
        return self._content

    def raise_for_status(self):
        if self.status_code != 200:
            raise requests.HTTPError


class Council:
    """The sign-in of a council: what it says of itself, its key, and a token for whoever comes with a code."""

    def __init__(self):
        self.claims, self.key, self.says, self.asked, self.nonce = {}, KEY, {}, [], None

    def __enter__(self):
        return self

    def __exit__(self, *told):
        return False

    def get(self, url, **more):
        if url.endswith("/.well-known/openid-configuration"):
            ends = {name: f"{ISSUER}/{name}" for name in ("token_endpoint", "authorization_endpoint", "jwks_uri")}
            return Answer({"issuer": ISSUER, **ends, **self.says})
        assert url == f"{ISSUER}/jwks_uri"
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return Answer({"keys": [{**public, "kid": "one", "alg": "RS256"}]})

    def request(self, method, url, data=None, **more):
        assert (method, url) == ("POST", f"{ISSUER}/token_endpoint")
        self.asked.append(data)
        at = int(now().timestamp())
        told = {"iss": ISSUER, "aud": "joinedup", "sub": "subject-1", "iat": at, "exp": at + 300, "nonce": self.nonce}
        told |= self.claims
        token = jwt.encode(told, self.key, algorithm="RS256", headers={"kid": "one"})
        return Answer({"access_token": "x", "id_token": token})


@pytest.fixture
def council(monkeypatch):
    one = Council()
    monkeypatch.setattr(Elsewhere, "get_requests_session", lambda self: one)
    with told():
        yield one


def told(**more):
    found = (SignInWith("council", "The council", ISSUER, "joinedup", "a-secret", **more),)
    return override_settings(SIGN_IN_WITH=found, SOCIALACCOUNT_PROVIDERS=for_allauth(found))


def gone(browser, onward="/desk/account"):
    """Where a browser is sent to sign in elsewhere."""
    page = browser.post("/sign-in/with/council", {"next": onward}).content.decode()
    return page.split('class="govuk-button" href="')[1].split('"')[0].replace("&amp;", "&")


def come_back(browser, council):
    said = parse_qs(urlsplit(gone(browser)).query)
    state, council.nonce = said["state"][0], said["nonce"][0]
    return browser.get("/sign-in/with/council/back", {"code": "a-code", "state": state})


def test_the_way_there_asks_for_no_more_than_an_address_and_is_a_link(council):
    page = Client().get("/sign-in").content.decode()
    assert "Sign in with The council" in page
    asked = urlsplit(gone(Client()))
    said = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{ISSUER}/authorization_endpoint"
    assert set(said["scope"].split()) == {"openid", "email"}
    assert (said["response_type"], said["code_challenge_method"]) == ("code", "S256")
    assert said["redirect_uri"] == "http://testserver/sign-in/with/council/back"
    assert Client().get("/sign-in/with/council").status_code == 405, "nobody is sent there by a link from outside"


def test_who_was_invited_comes_in_with_our_second_step_after_it(council):
    person, browser = person_with_device(), Client()
    council.claims = {"email": person.email.upper(), "email_verified": True, "amr": ["mfa"]}
    answer = come_back(browser, council)
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code")
    assert browser.get("/desk").status_code == 302
    assert browser.post("/sign-in/code", {"code": code_of(person)})["Location"] == "/desk/account"
    assert browser.get("/desk/account").status_code == 200
    assert council.asked[0]["code_verifier"]
    assert "identity.bound" in {one.act for one in Line.objects.all()}
    assert Identity.objects.get().subject == "subject-1"


def test_without_a_second_step_of_ours_it_is_set_up_first(council):
    person = person_with("analyst")
    council.claims = {"email": person.email, "email_verified": True}
    assert come_back(Client(), council)["Location"] == "/sign-in/set-up"


@pytest.mark.parametrize(("amr", "comes_in"), [(None, True), (["pwd", "mfa"], True), (["pwd"], False), ("mfa", False)])
def test_a_second_step_shown_there_counts_only_where_the_settings_trust_it(council, amr, comes_in):
    person, browser = person_with_device(), Client()
    council.claims = {"email": person.email, "email_verified": True} | ({"amr": amr} if amr else {})
    with told(trusts_second_step=True):
        assert (come_back(browser, council)["Location"] == "/desk/account") is comes_in
    assert (browser.get("/desk").status_code == 200) is comes_in


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_nobody_checked_opens_nothing(council, verified):
    council.claims = {"email": person_with_device().email} | ({} if verified is None else {"email_verified": verified})
    assert come_back(Client(), council).status_code == 403
    assert not Identity.objects.exists()
    with told(vouches_for_addresses=True):
        assert come_back(Client(), council)["Location"] == "/sign-in/code"


def test_nobody_signs_up_and_who_left_stays_out(council):
    people = Person.objects.count()
    council.claims = {"email": "stranger@example.org", "email_verified": True, "name": "A Stranger"}
    answer = come_back(Client(), council)
    assert (answer.status_code, "opens nothing here" in answer.content.decode()) == (403, True)
    assert Person.objects.count() == people
    line = Line.objects.order_by("-number")[0]
    assert (line.act, line.about, line.reason) == ("sign-in.failed", "sign-in:nobody", "provider")
    person = person_with_device()
    council.claims = {"email": person.email, "email_verified": True}
    assert come_back(Client(), council).status_code == 302
    actions.leave(by=person_with("administrator"), person=person)
    assert come_back(Client(), council).status_code == 403


def test_once_bound_the_number_counts_and_not_the_address(council):
    person, other = person_with_device(), person_with_device()
    council.claims = {"email": person.email, "email_verified": True}
    come_back(Client(), council)
    council.claims = {"email": other.email, "email_verified": True}
    browser = Client()
    come_back(browser, council)
    assert browser.session["half"]["person"] == person.pk
    council.claims = {"email": person.email, "email_verified": True, "sub": "another"}
    assert come_back(Client(), council).status_code == 403, "an address given to somebody else there is no way in"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-client"},
        {"exp": 1},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
        {"sub": None},
        {"nonce": "of another way there"},
        {"nonce": None},
    ],
)
def test_a_token_for_or_from_another_opens_nothing(council, wrong):
    council.claims = {"email": person_with_device().email, "email_verified": True, **wrong}
    browser = Client()
    assert come_back(browser, council).status_code == 403
    assert browser.get("/desk").status_code == 302
    assert not Identity.objects.exists()


def test_a_token_signed_by_another_key_opens_nothing(council):
    council.claims = {"email": person_with_device().email, "email_verified": True}
    council.key = OTHER_KEY
    assert come_back(Client(), council).status_code == 403


def test_a_token_signed_with_nothing_or_with_the_public_key_opens_nothing(council, monkeypatch):
    council.claims = {"email": person_with_device().email, "email_verified": True}
    at = int(now().timestamp())
    said = {"iss": ISSUER, "aud": "joinedup", "sub": "s", "iat": at, "exp": at + 300, **council.claims}
    for token in (
        jwt.encode(said, None, algorithm="none", headers={"kid": "one"}),
        jwt.encode(said, "x" * 64, algorithm="HS256", headers={"kid": "one"}),
        "not.a.token",
        "",
    ):
        monkeypatch.setattr(
            council, "request", lambda *told, token=token, **more: Answer({"access_token": "x", "id_token": token})
        )
        assert come_back(Client(), council).status_code == 403


def test_who_comes_back_without_having_been_sent_or_twice_is_not_let_in(council):
    person, browser = person_with_device(), Client()
    council.claims = {"email": person.email, "email_verified": True}
    state = parse_qs(urlsplit(gone(browser)).query)["state"][0]
    for other, said in ((Client(), state), (browser, "made-up"), (browser, "")):
        assert other.get("/sign-in/with/council/back", {"code": "x", "state": said}).status_code == 403
    assert browser.get("/sign-in/with/council/back", {"error": "access_denied", "state": state}).status_code == 403
    assert browser.get("/sign-in/with/council/back", {"code": "x", "state": state}).status_code == 403, "it was used"
    for said in ("code=x", "state=x", "", "code=%00"):
        assert browser.get(f"/sign-in/with/council/back?{said}").status_code in (400, 403)
    assert council.asked == []


def test_one_that_says_to_be_another_or_does_not_answer_is_not_gone_to(council):
    council.says = {"issuer": "https://elsewhere.example"}
    assert Client().post("/sign-in/with/council").status_code == 403
    council.says = {}
    council.get = lambda url, **more: Answer({}, 503)
    answer = Client().post("/sign-in/with/council")
    assert (answer.status_code, "does not answer" in answer.content.decode()) == (403, True)


def test_nobody_is_sent_on_elsewhere_afterwards(council):
    person, browser = person_with_device(), Client()
    council.claims = {"email": person.email, "email_verified": True}
    with told(trusts_second_step=True):
        said = parse_qs(urlsplit(gone(browser, "//elsewhere.example")).query)
        state, council.nonce = said["state"][0], said["nonce"][0]
        answer = browser.get("/sign-in/with/council/back", {"code": "x", "state": state})
    assert answer["Location"] == "/desk"


def test_where_none_is_set_there_is_no_such_page():
    assert Client().post("/sign-in/with/council").status_code == 404
    assert Client().get("/sign-in/with/council/back?code=x&state=y").status_code == 404


def test_it_asks_by_tls_alone():
    for url in ("http://login.council.example/x", "file:///etc/passwd", "ftp://x.example"):
        with _Https() as session, pytest.raises(requests.RequestException):
            session.get(url)


def written(tmp_path, text):
    file = tmp_path / "with.toml"
    file.write_text(text, encoding="utf-8")
    return {"JOINEDUP_SIGN_IN_WITH": str(file)}


TABLE = '[[sign_in]]\nslug = "council"\nname = "C"\nissuer = "https://c.example"\nclient = "j"\nsecret = "hush-hush"\n'


def test_settings_are_read_from_a_file_and_trust_nothing_unless_told(tmp_path):
    found = sign_in_with(written(tmp_path, TABLE), demo=False)
    assert [(one.slug, one.trusts_second_step, one.vouches_for_addresses) for one in found] == [
        ("council", False, False)
    ]
    assert sign_in_with(written(tmp_path, TABLE), demo=True) == (), "a demonstration asks nobody"
    assert sign_in_with({}, demo=False) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        TABLE.replace("https://", "http://"),
        TABLE.replace('"council"', '"The Council"'),
        TABLE.replace('client = "j"\n', ""),
        TABLE + "trust = true\n",
        TABLE + 'trusts_second_step = "false"\n',
        TABLE + TABLE,
        TABLE + "=",
        "",
    ],
)
def test_what_is_wrong_in_it_is_said_without_its_secret(tmp_path, wrong):
    with pytest.raises(Refusal) as refused:
        sign_in_with(written(tmp_path, wrong), demo=False)
    assert "JOINEDUP_SIGN_IN_WITH" in str(refused.value)
    assert "hush" not in str(refused.value)
    with pytest.raises(Refusal):
        sign_in_with({"JOINEDUP_SIGN_IN_WITH": str(tmp_path / "none.toml")}, demo=False)
