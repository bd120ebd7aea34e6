"""What the settings are outside a demonstration, read by a process of its own; and how lines of the log are written."""

import io
import json
import logging
import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

import support.site  # noqa: F401
from joinedup.site.logs import JsonLines
from joinedup.site.settings import LOGGING

REAL = {
    "JOINEDUP_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "JOINEDUP_HOSTS": "site.example.org",
}
TELL = (
    "import json; from joinedup.site import settings;"
    "print(json.dumps({name: repr(getattr(settings, name)) for name in dir(settings) if name.isupper()}))"
)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Each setting of a real site, as Python writes it; whatever else the environment says of finding faults."""
    folder = tmp_path_factory.mktemp("real")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    environment |= REAL | {"DEBUG": "1", "DJANGO_DEBUG": "True", "JOINEDUP_DEBUG": "1"}
    environment |= {"JOINEDUP_DATA": str(folder / "data"), "JOINEDUP_AUDIT_KEY": str(folder / "keys" / "audit.key")}
    done = subprocess.run([sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("cookie", ["SESSION", "CSRF"])
def test_cookies_travel_over_tls_to_this_very_host_and_to_no_script(told, cookie):
    assert told[f"{cookie}_COOKIE_NAME"].startswith("'__Host-")
    assert told[f"{cookie}_COOKIE_SECURE"] == "True"
    assert told[f"{cookie}_COOKIE_HTTPONLY"] == "True"
    assert told[f"{cookie}_COOKIE_SAMESITE"] in ("'Lax'", "'Strict'")
    assert f"{cookie}_COOKIE_DOMAIN" not in told  # a `__Host-` cookie names none, and a path of /


def test_browsers_are_told_to_use_tls_for_a_year_here_and_below(told):
    assert int(told["SECURE_HSTS_SECONDS"]) >= timedelta(days=365).total_seconds()
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] == "True"
    assert told["SECURE_SSL_REDIRECT"] == "True"
    assert told["SECURE_REDIRECT_EXEMPT"] == "['^health$']"


def test_nothing_for_finding_faults_can_be_turned_on(told):
    assert told["DEBUG"] == "False"
    assert not [name for name in ("debug_toolbar", "django_extensions", "admindocs") if name in told["INSTALLED_APPS"]]


def test_names_of_the_proxy_are_not_believed_beyond_what_the_server_checks(told):
    assert not {"USE_X_FORWARDED_HOST", "USE_X_FORWARDED_PORT", "SECURE_PROXY_SSL_HEADER"} & told.keys()
    assert told["ALLOWED_HOSTS"] == "['site.example.org']"


def test_logs_go_to_standard_error_and_nowhere_else():
    assert {name: one["class"] for name, one in LOGGING["handlers"].items()} == {"stderr": "logging.StreamHandler"}
    assert all(set(one["handlers"]) <= {"stderr"} for one in (LOGGING["root"], *LOGGING["loggers"].values()))


def test_a_line_of_the_log_is_one_line_with_its_instant_in_utc():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    log = logging.getLogger("joinedup.a-test-of-lines")
    log.addHandler(handler)
    try:
        log.warning("said", extra={"fields": {"why": 'a\n{"level": "info"}\r\n\u2028\x1b[31m'}})
        logging.getLogger("joinedup.a-test-of-lines").warning("said\nagain")
    finally:
        log.removeHandler(handler)
    lines = [json.loads(line) for line in stream.getvalue().split("\n") if line]
    assert [line["said"] for line in lines] == ["said", "said\nagain"]
    assert all(datetime.fromisoformat(line["at"]).utcoffset() == timedelta(0) for line in lines)
    assert "\x1b" not in stream.getvalue()
    assert lines[0]["why"].startswith("a\n")
