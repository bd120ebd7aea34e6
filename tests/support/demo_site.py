"""A demonstration as `make demo` serves it, and a browser in which one of its people signs in."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.browsing import faults_of, press
from support.serving import free_port, wait_for


class Site:
    """A demonstration as `make demo` serves it, and the terminal it was started from."""

    def __init__(self, address: str, served: "subprocess.Popen[str]") -> None:
        self.address, self._served = address, served
        self.signs_in: dict[str, tuple[str, str]] = {}
        self.states: dict[str, Any] = {}

    def read_until(self, pattern: str) -> re.Match[str]:
        assert self._served.stdout is not None
        while line := self._served.stdout.readline():
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{pattern} was not printed")


@contextmanager
def demo_site(folder: Path, **more: str) -> Iterator[Site]:
    """Serve a demonstration from `folder` with these variables, and stop it."""
    port = free_port()
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    command = [sys.executable, "-m", "joinedup.cli", "serve", "--demo", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command,
        env=clean | {"JOINEDUP_DATA": str(folder / "site"), **more},
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as served:
        one = Site(f"http://localhost:{port}", served)
        try:
            for _ in range(11):
                email, password = one.read_until(r"(\S+@thornmarch\.example)\s+(\S+)$").groups()
                one.signs_in[email.partition("@")[0]] = (email, password)
            wait_for(f"http://127.0.0.1:{port}/health", served)
            yield one
        finally:
            served.send_signal(signal.SIGTERM)


def opened(browser: Any, site: Site, path: str, **context: Any) -> Any:
    """A page of a browser of its own, which keeps what the page complains of in `complaints`."""
    page = browser.new_context(**context).new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
    page.on("request", lambda one: page.complaints.append(one.url) if not one.url.startswith(site.address) else None)
    page.goto(site.address + path)
    return page


def signed_in(browser: Any, site: Site, role: str, path: str = "/desk", **context: Any) -> Any:
    page = opened(browser, site, f"/sign-in?next={path}", **context)
    email, password = site.signs_in[role]
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    send(page, "Go on", "**/sign-in/code")
    code = site.read_until(rf"One-time code for {email}: (\d+)$")[1]
    page.get_by_label("Code").fill(code)
    send(page, "Sign in", f"**{path}")
    return page


def at_desk(browser: Any, site: Site, role: str, path: str = "/desk", **context: Any) -> Any:
    """The same, signing in once a role: a device's code works once, and the next comes half a minute later."""
    if role not in site.states:
        first = signed_in(browser, site, role)
        site.states[role] = first.context.storage_state()
        first.context.close()
    return opened(browser, site, path, storage_state=site.states[role], **context)


def looked_at(page: Any) -> None:
    """Neither faults of accessibility at both widths, nor anything wider than a phone, nor a complaint."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert faults_of(page) == [], (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.complaints == []


def tab_to(page: Any, words: str) -> None:
    """Go on by the Tab key alone until what has the focus says these words, and is seen."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        said = focused.text_content() if focused.count() else ""
        if words in " ".join((said or "").split()):
            assert focused.evaluate("one => one.getBoundingClientRect().height > 0"), words
            return
    raise AssertionError(f"the Tab key does not reach '{words}' on {page.url}")


def entered(page: Any, where: str = "**") -> None:
    """Press Enter and wait for a page that is newly there, also where its address is the one already open."""
    with page.expect_navigation(url=where):
        page.keyboard.press("Enter")


def follow(page: Any, words: str, where: str) -> None:
    """Go to a link or button by the Tab key, press Enter, and wait for the page that it leads to."""
    tab_to(page, words)
    entered(page, where)


def send(page: Any, button: str, where: str = "**") -> None:
    """Press a form's button and wait for the page that answers it, which may have the form's own address."""
    press(page.get_by_role("button", name=button, exact=True), where)
