"""A demonstration: a newcomer signs in from what it prints alone, and it refuses whatever is not invented."""

import http.cookiejar
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from joinedup.sharing.roles import ROLES
from support.evidence_pages import put_made_up
from support.serving import free_port, wait_for
from support.vault_place import OTHER, THEM, THIRD, Place

TOKEN = re.compile('name="csrfmiddlewaretoken" value="([^"]+)"')


def environment(folder, **more):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    return clean | {"JOINEDUP_DATA": str(folder / "site"), **more}


def run(folder, *command, **more):
    """What a command of the product ended with: its code, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", *command], env=environment(folder, **more), cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


class Newcomer:
    """Somebody with a browser, and the terminal that the demonstration was started from before their eyes."""

    def __init__(self, address, served):
        self._address, self._served = address, served
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), urllib.request.ProxyHandler({})
        )

    def open(self, path, **fields):
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self._opener.open(self._address + path, data) as answer:
            return answer.geturl().removeprefix(self._address), answer.read().decode()

    def send(self, path, **fields):
        token = TOKEN.search(self.open(path)[1])[1]
        return self.open(path, csrfmiddlewaretoken=token, **fields)

    def read_until(self, pattern):
        while line := self._served.stdout.readline():
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{pattern} was not printed")


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("demonstration"), free_port()
    command = [sys.executable, "-m", "joinedup.cli", "serve", "--demo", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=environment(folder), cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as served:
        one = Newcomer(f"http://localhost:{port}", served)
        try:
            one.port, one.folder = port, folder
            one.read_until(rf"http://localhost:{port}/sign-in")
            rows = [one.read_until(r"(\S+@thornmarch\.example)\s+(\S+)$").groups() for _ in ROLES]
            one.signs_in = {email.partition("@")[0]: (email, password) for email, password in rows}
            wait_for(f"http://127.0.0.1:{port}/health", served)
            yield one
        finally:
            served.send_signal(signal.SIGTERM)


def test_every_role_has_a_sign_in(newcomer):
    assert newcomer.signs_in.keys() == ROLES.keys()


@pytest.mark.parametrize("role", ["administrator", "law-enforcement-partner"])
def test_a_newcomer_signs_in_from_the_printed_lines_alone(newcomer, role):
    one = Newcomer(newcomer._address, newcomer._served)
    email, password = newcomer.signs_in[role]
    at, page = one.send("/sign-in", email=email, password=password)
    assert (at, "Enter a code" in page) == ("/sign-in/code", True)
    code = one.read_until(rf"One-time code for {email}: (\d{{6}})$")[1]
    at, page = one.open("/sign-in/code", csrfmiddlewaretoken=TOKEN.search(page)[1], code=code)
    assert at == "/desk"
    assert ROLES[role].title in page
    assert "Synthetic" in page
    assert email in one.open("/desk/account")[1]


def test_it_answers_on_the_loopback_address_alone(newcomer):
    # All of 127/8 is this machine: a server bound to every address would answer on this one too.
    with socket.socket() as asked:
        assert asked.connect_ex(("127.0.0.2", newcomer.port)) != 0
        assert asked.connect_ex(("127.0.0.1", newcomer.port)) == 0
    request = urllib.request.Request(f"http://127.0.0.1:{newcomer.port}/sign-in", headers={"Host": "site.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 400
    refused.value.close()
    for option in ("--host", "--bind", "--address"):
        code, said = run(newcomer.folder, "joinedup.cli", "serve", "--demo", option, "0.0.0.0")
        assert (code, "No such option" in said) == (2, True)


def test_a_port_that_is_taken_is_said_in_a_sentence(newcomer):
    code, said = run(newcomer.folder, "joinedup.cli", "serve", "--demo", "--port", str(newcomer.port))
    assert (code, f"port {newcomer.port} of this machine" in said, "Traceback" in said) == (2, True, False)


def test_it_refuses_released_figures_that_are_not_invented(tmp_path):
    put_made_up(tmp_path / "released", is_synthetic=False)
    code, said = run(tmp_path, "joinedup.cli", "serve", "--demo", "--port", str(free_port()))
    assert (code, "invented figures only" in said, "Traceback" in said) == (2, True, False)


def test_it_refuses_a_warehouse_that_holds_rows_about_real_people(tmp_path):
    place = Place(tmp_path / "place", is_real=True)
    place.load([THEM, OTHER, THIRD])
    told = {"JOINEDUP_WAREHOUSE": str(place.warehouse)}
    code, said = run(tmp_path, "joinedup.cli", "serve", "--demo", "--port", str(free_port()), **told)
    assert (code, "rows about real ones" in said, "Traceback" in said) == (2, True, False)
    assert "@thornmarch.example" not in said, "nobody was invented beside them"


def test_it_refuses_a_database_of_people_who_were_not_invented(tmp_path):
    (tmp_path / "site").mkdir()
    demo = {"JOINEDUP_DEMO": "1"}
    assert run(tmp_path, "joinedup.site", "migrate", **demo)[0] == 0
    code, said = run(
        *(tmp_path, "joinedup.site", "begin", "--email", "a@b.example", "--organisation", "b", "--name", "B"), **demo
    )
    assert (code, "/join/" in said) == (0, True)
    with sqlite3.connect(tmp_path / "site" / "site.sqlite3") as held:
        held.execute(
            "INSERT INTO accounts_person (password, email, joined_at, session_number)"
            " VALUES ('!', 'a@b.c', '2026-01-01', 0)"
        )
    held.close()
    for command in (  # the one that ends in any case first: a server that is not refused would not
        ("joinedup.site", "invented_people"),
        ("joinedup.cli", "serve", "--demo", "--port", str(free_port())),
        ("joinedup.site", "serve", "--port", str(free_port())),
    ):
        code, said = run(tmp_path, *command, **demo)
        assert (code, "this database holds others" in said, "Traceback" in said) == (2, True, False), command


def test_nobody_is_invented_outside_a_demonstration(tmp_path):
    (tmp_path / "site").mkdir()
    real = {
        "JOINEDUP_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "JOINEDUP_HOSTS": "site.example.org",
        "JOINEDUP_AUDIT_KEY": str(tmp_path / "keys" / "audit.key"),
    }
    assert run(tmp_path, "joinedup.site", "migrate", **real)[0] == 0
    for command in ("invented_people", "fill_demonstration"):
        code, said = run(tmp_path, "joinedup.site", command, **real)
        assert (code, "JOINEDUP_DEMO is not 1" in said) == (2, True)
    code, said = run(
        tmp_path, "joinedup.site", "begin", "--email", "a@b.example", "--organisation", "b", "--name", "B", **real
    )
    assert (code, "https://site.example.org/join/" in said) == (0, True)
    again = run(
        tmp_path, "joinedup.site", "begin", "--email", "a@b.example", "--organisation", "b", "--name", "B", **real
    )
    assert (again[0], "begun already" in again[1]) == (2, True)


def a_worker_runs(folder):
    """Whether one does for the site in this folder: it holds a lock, looked up as taking it would be in its way."""
    lock = folder / "site" / "worker.lock"
    return lock.exists() and f":{lock.stat().st_ino} " in Path("/proc/locks").read_text()


def wait_until(done):
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("It did not come to pass within a minute.")


def test_a_worker_works_beside_it_and_ends_with_it_even_where_it_is_killed(tmp_path):
    command = [sys.executable, "-m", "joinedup.cli", "serve", "--demo", "--port", str(free_port()), "--workers", "1"]
    with subprocess.Popen(
        command, env=environment(tmp_path), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as served:
        try:
            wait_until(lambda: a_worker_runs(tmp_path))
        finally:
            served.kill()
    wait_until(lambda: not a_worker_runs(tmp_path))
