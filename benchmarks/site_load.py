"""Users at once who each ask for the next page as soon as they have the last, over connections that are kept."""

import asyncio
import time
from collections.abc import Mapping


async def _one(host: str, port: int, request: bytes, left: list[int], found: list[float]) -> None:
    """Ask until none is left; a connection that the server closed is opened anew, and that counts as waiting."""
    reader = writer = None
    while left[0] > 0:
        left[0] -= 1
        began = time.perf_counter()
        while True:
            if writer is None:
                reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(request)
                await writer.drain()
                is_kept = await _answer(reader)
                break
            except (ConnectionError, asyncio.IncompleteReadError):
                writer.close()
                writer = None
        found.append(time.perf_counter() - began)
        if not is_kept:
            writer.close()
            writer = None
    if writer is not None:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)}
    if " 200 " not in f"{status} ":
        raise RuntimeError(f"The server answered {status}.")
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    else:
        await _chunks(reader)
    return headers.get("connection", "").lower() != "close"


async def _chunks(reader: asyncio.StreamReader) -> None:
    while size := int((await reader.readline()).strip(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()


def ask(port: int, path: str, *, users: int, times: int, cookies: Mapping[str, str]) -> list[float]:
    """Return the seconds that each of `times` requests took, asked by so many users at once."""
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n".encode()
    found: list[float] = []

    async def together() -> None:
        left = [times]
        await asyncio.gather(*(_one("127.0.0.1", port, request, left, found) for _ in range(users)))

    asyncio.run(together())
    return found
