"""Whatever somebody writes: nobody is sent elsewhere, one place stays one place, and a line of the log is one line."""

import json
import logging
import sys
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urljoin, urlsplit

from django.http import HttpRequest
from django.test import override_settings
from hypothesis import example, given
from hypothesis import strategies as st

import support.site  # noqa: F401
from joinedup.apps.accounts.going_on import DESK, safe_next
from joinedup.apps.accounts.sources import source_of
from joinedup.site.logs import JsonLines

PARTS = st.lists(
    st.sampled_from(
        ["/", "//", "\\", "elsewhere.example", "https:", "javascript:", "@", "?", "#", "%2f", ".", "\t", "desk", ":"]
    )
)
ADDRESSES = st.one_of(st.text(), PARTS.map("".join))


@given(ADDRESSES)
@example("//elsewhere.example")
@example("/\\elsewhere.example")
@example("/\t/elsewhere.example")
@example("https:elsewhere.example")
def test_nobody_is_sent_elsewhere(said):
    onward = safe_next(said)
    assert onward in (said, DESK)
    for here in ("https://site.example/sign-in", "http://localhost:8000/sign-in/code?next=x"):
        # A browser reads a backslash as a slash, and leaves out tabs and line ends.
        read = onward.replace("\\", "/").translate({9: None, 10: None, 13: None})
        assert urlsplit(urljoin(here, read)).netloc == urlsplit(here).netloc
        assert urlsplit(urljoin(here, read)).scheme == urlsplit(here).scheme


def forwarded(said, connected="127.0.0.1"):
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": connected, "HTTP_X_FORWARDED_FOR": said}
    return request


@given(st.text(), st.integers(0, 2**32 - 1))
def test_where_somebody_tries_from_is_what_the_proxy_wrote_whatever_stood_before(written, number):
    address = str(IPv4Address(number))
    with override_settings(BEHIND_A_PROXY=True):
        assert source_of(forwarded(f"{written}, {address}")) == address
        assert source_of(forwarded(address)) == address
    with override_settings(BEHIND_A_PROXY=False):
        assert source_of(forwarded(f"{written}, {address}", connected="127.0.0.1")) == "127.0.0.1"


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_of_an_ipv6_network_all_addresses_count_as_one(network, one, other):
    found = set()
    with override_settings(BEHIND_A_PROXY=True):
        for host in (one, other):
            found.add(source_of(forwarded(str(IPv6Address((network << 64) | host)))))
    assert len(found) == 1 or network == 0  # 0 holds those that stand for IPv4 addresses


@given(st.text(), st.text(), st.text())
def test_a_line_of_the_log_is_one_line_and_repeats_nothing_of_others(path, words, kind):
    try:
        raise ValueError(words)
    except ValueError:
        held = logging.LogRecord("django.request", logging.ERROR, __file__, 1, f"{kind}: %s", (path,), sys.exc_info())
    line = JsonLines().format(held)
    assert len(line.split("\n")) == 1
    said = json.loads(line)
    assert set(said) == {"at", "level", "logger", "where", "fault", "frames"}
    assert (said["fault"], said["level"]) == ("ValueError", "error")


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none())))
def test_what_we_say_ourselves_is_one_line_too(fields):
    held = logging.LogRecord("joinedup.site", logging.INFO, __file__, 1, "request", (), None)
    held.fields = fields
    line = JsonLines().format(held)
    assert len(line.split("\n")) == 1
    assert {name: json.loads(line)[name] for name in fields} == fields
