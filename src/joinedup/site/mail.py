"""Which mail server takes what the site sends: told by the environment, and always over TLS."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from joinedup.core.refusal import Refusal

_HOW = "smtps://USER:PASSWORD@HOST:465 (TLS from the start) or smtp://USER:PASSWORD@HOST:587 (TLS is then required)"
_PORTS = {"smtps": 465, "smtp": 587}
_WAITS_SECONDS = 30


def mail_server(environment: Mapping[str, str], *, demo: bool) -> dict[str, Any] | None:
    """Return how Django's mail backend reaches the server; None, always in a demonstration, where there is none."""
    said = environment.get("JOINEDUP_SMTP")
    if demo or not said:
        return None
    parts = urlsplit(said)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in _PORTS or not parts.hostname or port == 0 or parts.path not in ("", "/"):
        raise Refusal(f"JOINEDUP_SMTP names no mail server: write {_HOW}.")  # it may hold a password
    return {
        "host": parts.hostname,
        "port": port or _PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp",
        "timeout": _WAITS_SECONDS,
    }


def mail_from(environment: Mapping[str, str], *, server: object) -> str:
    """Return the address that mail is from; refused where there is a server and no address."""
    said = environment.get("JOINEDUP_MAIL_FROM", "").strip()
    if server is not None and (said.count("@") != 1 or not said.isprintable() or " " in said or said[-1] == "@"):
        raise Refusal("JOINEDUP_MAIL_FROM is no e-mail address: mail is sent from it, and answers go nowhere.")
    return said
