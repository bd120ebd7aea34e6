"""A site that is served in a process of its own, on this machine's own address."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import Any

_TRIES = 600


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(address: str, served: "subprocess.Popen[Any]") -> None:
    """Return once `address` answers; RuntimeError if what serves it has ended."""
    for _ in range(_TRIES):
        if served.poll() is not None:
            raise RuntimeError(f"What serves ended with {served.returncode}.")
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"Nothing answers at {address}.")
