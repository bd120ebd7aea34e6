"""The site answers, says nothing of people in its logs, and is started by the command."""

import http.client
import io
import json
import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from django.test import Client

from joinedup import __version__
from joinedup.site.environment import database
from joinedup.site.headers import POLICY
from joinedup.site.logs import JsonLines
from support.site import on_database


@pytest.fixture(scope="module", autouse=True)
def _site(tmp_path_factory):
    with on_database(database({}, folder=tmp_path_factory.mktemp("site"))):
        yield


@pytest.fixture
def logged():
    """What the site's loggers write, as they write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in ("joinedup", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for logger in loggers:
        logger.removeHandler(handler)


def test_health_says_ok_and_the_version():
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "version": __version__})


def test_health_says_so_where_the_database_does_not_answer(tmp_path):
    with on_database(database({}, folder=tmp_path / "not there"), migrated=False):
        assert Client().get("/health").status_code == 503


@pytest.mark.parametrize("address", ["/health", "/nothing-here"])
def test_every_response_forbids_what_no_page_needs(address):
    headers = Client().get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_logs_say_the_route_and_neither_path_nor_query_nor_address(logged):
    Client(REMOTE_ADDR="198.51.100.7").get("/health?who=someone@example.org")
    Client(REMOTE_ADDR="198.51.100.7").get("/a-path-with-a-secret?token=abc")
    lines = logged()
    said = [(line["route"], line["status"]) for line in lines if line["logger"] == "joinedup.site.requests"]
    assert said == [("health", 200), (None, 404)]
    text = json.dumps(lines)
    for kept_out in ("someone", "example", "secret", "token", "198.51"):
        assert kept_out not in text


def test_a_fault_is_told_by_kind_and_place_without_its_words(logged):
    try:
        raise ValueError("Key (email)=(someone@example.org) already exists")
    except ValueError:
        logging.getLogger("django.request").exception("Internal error: %s", "/people/7")
    logging.getLogger("django.security").error("Invalid header: 'someone@example.org'")
    line, bare = logged()
    assert "someone" not in json.dumps(bare)
    assert line["fault"] == "ValueError"
    assert any("test_site_stands.py" in frame for frame in line["frames"])
    assert "someone" not in json.dumps(line)
    assert "people" not in json.dumps(line)


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@contextmanager
def served(port, environment, folder):
    """The site, started by the command and stopped again; hands back a list that gets what it wrote to its log."""
    command = [sys.executable, "-m", "joinedup.cli", "serve", "--port", str(port), "--workers", "1"]
    logged = []
    with subprocess.Popen(
        command, env=environment, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        try:
            said = server.stdout.readline()
            assert f"http://127.0.0.1:{port}/" in said  # its log is read once it has ended: before, that would wait
            while True:
                with socket.socket() as asked:
                    if asked.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, server.stderr.read()
                signal.sigtimedwait([], 0.1)
            yield logged
        finally:
            server.terminate()
        logged += server.stderr.read().splitlines()


def test_the_command_serves_on_loopback_until_it_is_stopped(tmp_path):
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    environment |= {"JOINEDUP_DEMO": "1", "JOINEDUP_DATA": str(tmp_path / "data")}
    address = f"http://127.0.0.1:{port}/health"
    with served(port, environment, tmp_path) as logged, urllib.request.urlopen(address) as answer:
        assert json.load(answer)["status"] == "ok"
    assert [json.loads(line)["route"] for line in logged] == ["health"]
    assert "127.0.0.1" not in str(logged)
    assert (tmp_path / "data" / "site.sqlite3").exists()


def test_for_a_partnership_it_asks_for_tls_and_answers_to_its_names_only(tmp_path):
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    environment |= {
        "JOINEDUP_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "JOINEDUP_HOSTS": "site.example.org",
        "JOINEDUP_DATA": str(tmp_path / "data"),
        "JOINEDUP_AUDIT_KEY": str(tmp_path / "keys" / "audit.key"),
    }
    with served(port, environment, tmp_path):
        asked = http.client.HTTPConnection("127.0.0.1", port)

        def status(path, **headers):
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            answer.read()
            return answer.status, answer.headers

        assert status("/health", Host="site.example.org")[0] == 200
        assert status("/health", Host="elsewhere.example")[0] == 400
        redirected, headers = status("/nothing-here", Host="site.example.org")
        assert (redirected, headers["Location"]) == (301, "https://site.example.org/nothing-here")
        over_tls, headers = status("/nothing-here", **{"Host": "site.example.org", "X-Forwarded-Proto": "https"})
        assert over_tls == 404
        assert "max-age=31536000" in headers["Strict-Transport-Security"]
        assert "Django" not in str(headers)
        asked.close()


def test_what_is_missing_is_one_sentence(tmp_path):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "joinedup.cli", "serve"], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "JOINEDUP_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_command_verifies_the_sites_record_and_finds_an_edit(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    environment |= {"JOINEDUP_DEMO": "1", "JOINEDUP_DATA": str(tmp_path / "data")}

    def run(*command):
        return subprocess.run(
            [sys.executable, "-m", *command], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    missing = run("joinedup.cli", "audit", "verify", "--site")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "start the site once" in missing.stderr
    (tmp_path / "data").mkdir()
    assert run("joinedup.site", "migrate").returncode == 0
    assert run("joinedup.site", "migrate", "--database=identifiable").returncode == 0
    whole = run("joinedup.cli", "audit", "verify", "--site")
    assert whole.returncode == 0, whole.stderr
    assert "0 lines, each as it was written" in whole.stdout
    with sqlite3.connect(tmp_path / "data" / "site.sqlite3") as held:
        held.execute("INSERT INTO audit_line VALUES (1, '', '', '', '', '', '')")
    held.close()
    edited = run("joinedup.cli", "audit", "verify", "--site", "--json")
    assert edited.returncode == 1
    assert json.loads(edited.stdout)["site"]["lines"] == 1
    nothing = run("joinedup.cli", "audit", "verify")
    assert (nothing.returncode, nothing.stdout) == (2, "")
