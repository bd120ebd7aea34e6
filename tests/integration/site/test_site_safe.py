"""Django's own deployment check finds nothing, and a forged form is told from one of ours without a referrer."""

import os
import subprocess
import sys

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory

from joinedup.site.headers import SameOrigin


def test_the_check_before_deployment_finds_nothing(tmp_path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    environment |= {
        "JOINEDUP_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "JOINEDUP_HOSTS": "site.example.org",
        "JOINEDUP_DATA": str(tmp_path / "data"),
        "JOINEDUP_AUDIT_KEY": str(tmp_path / "keys" / "audit.key"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "joinedup.site", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def sent(token: str, **headers: str) -> int:
    """The status of a form sent over TLS with a browser's headers, as the two middlewares in a row answer."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token}, secure=True, headers=headers)
    request.COOKIES["csrf"] = COOKIE
    checked = CsrfViewMiddleware(view)

    def check(request: HttpRequest) -> HttpResponse:
        checked.process_request(request)
        return checked.process_view(request, view, (), {}) or view(request)

    return SameOrigin(check)(request).status_code


COOKIE = "a" * 32


@pytest.fixture
def token():
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = COOKIE
    return get_token(request)


def test_a_form_of_ours_is_taken_though_its_origin_is_not_told(token):
    assert sent(token, origin="null", sec_fetch_site="same-origin") == 200
    assert sent(token, origin="https://testserver") == 200


@pytest.mark.parametrize("where", ["cross-site", "same-site", "none", ""])
def test_a_form_from_elsewhere_is_refused(token, where):
    assert sent(token, origin="null", sec_fetch_site=where) == 403
    assert sent(token, origin="https://elsewhere.example", sec_fetch_site=where) == 403


def test_a_form_of_ours_without_its_token_is_refused():
    assert sent("b" * 32, origin="null", sec_fetch_site="same-origin") == 403
    assert sent(COOKIE, origin="https://elsewhere.example", sec_fetch_site="same-origin") == 403
