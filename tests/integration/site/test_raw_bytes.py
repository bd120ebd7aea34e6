"""Bytes that no browser sends, to the server itself: it refuses them, says nothing of itself, and goes on serving."""

import os
import socket
import subprocess
import sys

import pytest

from support.serving import free_port, wait_for


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A demonstration that is served with one worker."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JOINEDUP", "DJANGO"))}
    environment |= {"JOINEDUP_DEMO": "1", "JOINEDUP_DATA": str(folder / "data")}
    command = [sys.executable, "-m", "joinedup.cli", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/health", server)
            yield port
        finally:
            server.terminate()


def sent(port: int, *said: bytes) -> bytes:
    """All that comes back for some bytes, until the server has nothing more to say or closes."""
    with socket.create_connection(("127.0.0.1", port)) as asked:
        for part in said:
            asked.sendall(part)
        asked.shutdown(socket.SHUT_WR)
        answer = b""
        while part := received(asked):
            answer += part
        return answer


def received(asked: socket.socket) -> bytes:
    try:
        return asked.recv(65536)
    except ConnectionResetError:
        return b""


def codes(answer: bytes) -> list[int]:
    """The status of each answer: a request that was smuggled in would have one of its own."""
    return [int(part.split(b" ", 2)[1]) for part in answer.split(b"HTTP/1.")[1:]]


HOST = b"Host: localhost\r\n"
CLOSE = b"Connection: close\r\n"
SMUGGLED = b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
REFUSED = {
    "a long address": b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "a long header": b"GET / HTTP/1.1\r\n" + HOST + CLOSE + b"X-Long: " + b"a" * 9000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + HOST + CLOSE + b"".join(b"X-%d: 1\r\n" % n for n in range(150)) + b"\r\n",
    "another host": b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\n" + CLOSE + b"\r\n",
    "another host in the line": b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
    "a null byte in a header": b"GET / HTTP/1.1\r\n" + HOST + CLOSE + b"X-Odd: a\0b\r\n\r\n",
    "a return in a header": b"GET / HTTP/1.1\r\n" + HOST + CLOSE + b"X-Odd: a\rb: c\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\n" + HOST + CLOSE + b"Content-Length : 5\r\n\r\n",
    "an odd version": b"GET / HTTP/9.9\r\n" + HOST + CLOSE + b"\r\n",
    "an odd method": b"G\0T / HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n",
    "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde" + SMUGGLED,
    "no number as a length": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: +5\r\n\r\nabcde" + SMUGGLED,
    "a length and pieces": b"POST / HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "pieces under another name": b"POST / HTTP/1.1\r\n"
    + HOST
    + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "pieces twice": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
def test_what_is_no_request_of_ours_is_refused_once(port, said):
    answer = sent(port, said)
    assert len(codes(answer)) <= 1, answer
    assert all(400 <= code < 600 for code in codes(answer)), answer
    assert b'"status": "ok"' not in answer
    for told in (b"Traceback", b"aaaaaaaaaa", b"elsewhere", b"site-packages", b"Django"):
        assert told not in answer


def test_a_request_that_stops_half_way_is_answered_with_nothing(port):
    begun = b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: 99\r\n\r\nema"
    for half in (b"GET / HT", b"GET / HTTP/1.1\r\nHost: loc", begun):
        assert 200 not in codes(sent(port, half))


def test_headers_by_which_a_proxy_says_who_asks_are_not_taken_under_an_odd_name(port):
    spoofed = (
        b"X_Forwarded_Proto: https\r\nX-Forwarded-Host: elsewhere.example\r\nForwarded: host=elsewhere.example\r\n"
    )
    answer = sent(port, b"GET / HTTP/1.1\r\n" + HOST + CLOSE + spoofed + b"\r\n")
    assert codes(answer) == [200]
    assert b"elsewhere" not in answer


def test_after_all_of_it_the_site_still_serves(port):
    assert codes(sent(port, SMUGGLED)) == [200]
