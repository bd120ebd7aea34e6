"""What the environment says about the site: each variable is read here, and what is wrong is said in a sentence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from joinedup.core.refusal import Refusal

FEWEST_CHARACTERS = 50
"""Of a secret key: what Django's own deployment check asks."""
_HOW = "sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME"
_WAITS_SECONDS = 20
_HERE = ("", "localhost", "127.0.0.1", "::1")
_CHECKED = "verify-full"
"""What sits between could read and change everything, and would pass for the database, under any other `sslmode`."""


def is_demo(environment: Mapping[str, str]) -> bool:
    """Return whether this is a demonstration: invented people only, this machine only, nothing is sent."""
    said = environment.get("JOINEDUP_DEMO", "0")
    if said not in ("0", "1"):
        raise Refusal("JOINEDUP_DEMO is neither 0 nor 1.")
    return said == "1"


def secret_key(environment: Mapping[str, str], *, made: str | None) -> str:
    """Return the key that signs sessions. `made` is used where there is none; None (outside a demo) refuses."""
    key = environment.get("JOINEDUP_SECRET_KEY") or made
    if key is None:
        raise Refusal("JOINEDUP_SECRET_KEY is not set: the site does not start without a secret key of its own.")
    if len(key) < FEWEST_CHARACTERS:
        raise Refusal(f"JOINEDUP_SECRET_KEY is shorter than {FEWEST_CHARACTERS} characters.")
    return key


def secret_keys_before(environment: Mapping[str, str]) -> list[str]:
    """Return the keys before the present one, the last one first: they open what they sealed, and seal nothing."""
    said = environment.get("JOINEDUP_SECRET_KEYS_BEFORE", "").split()
    if any(len(key) < FEWEST_CHARACTERS for key in said):
        raise Refusal(f"JOINEDUP_SECRET_KEYS_BEFORE holds a key shorter than {FEWEST_CHARACTERS} characters.")
    return said


def hosts(environment: Mapping[str, str], *, demo: bool) -> list[str]:
    """Return the names that the site answers to. In a demonstration: this machine, whatever is set."""
    if demo:
        return ["localhost", "127.0.0.1", "[::1]"]
    named = [name.strip() for name in environment.get("JOINEDUP_HOSTS", "").split(",") if name.strip()]
    if not named or any("*" in name for name in named):
        raise Refusal("JOINEDUP_HOSTS names no host, or any host: list the names that the site answers to, by commas.")
    return named


def data_folder(environment: Mapping[str, str], *, demo: bool) -> Path:
    """Return the folder of the site's own files; only a demonstration has one without being told."""
    said = environment.get("JOINEDUP_DATA") or ("demo/site" if demo else None)
    if said is None:
        raise Refusal("JOINEDUP_DATA is not set: name the folder that the site keeps its own files in.")
    return Path(said).absolute()


def released_folder(environment: Mapping[str, str], *, folder: Path, demo: bool) -> Path:
    """Return the folder of released versions, which the site only reads; a demonstration's lies beside its own."""
    said = environment.get("JOINEDUP_RELEASED")
    if said:
        return Path(said).absolute()
    return folder.with_name("released") if demo else folder / "released"


def warehouse(environment: Mapping[str, str], *, folder: Path, demo: bool) -> Path | None:
    """Return the warehouse that the worker releases from; None where there is none. No web worker opens it."""
    said = environment.get("JOINEDUP_WAREHOUSE")
    if said:
        return Path(said).absolute()
    return folder.with_name("warehouse") if demo else None


def database(
    environment: Mapping[str, str], *, folder: Path, by: str = "JOINEDUP_DATABASE", file: str = "site.sqlite3"
) -> dict[str, Any]:
    """Return Django's settings of the database that the variable `by` names; SQLite in `folder` if none is named."""
    said = environment.get(by) or f"sqlite:///{folder / file}"
    parts = urlsplit(said)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return _sqlite(parts.path[1:])
    if parts.scheme == "postgresql" and len(parts.path) > 1:
        return _postgresql(said, by)
    raise Refusal(f"{by} names no database that we know: write {_HOW}.")  # it may hold a password


def databases(environment: Mapping[str, str], *, folder: Path) -> dict[str, dict[str, Any]]:
    """Return both databases: the site's, and the one of what identifies people, which is never the same."""
    both = {
        "default": database(environment, folder=folder),
        "identifiable": database(
            environment, folder=folder, by="JOINEDUP_IDENTIFIABLE_DATABASE", file="identifiable.sqlite3"
        ),
    }
    if len({(one["NAME"], one.get("HOST"), one.get("PORT")) for one in both.values()}) == 1:
        raise Refusal("JOINEDUP_IDENTIFIABLE_DATABASE names the site's own database: name another.")
    return both


def audit(environment: Mapping[str, str], *, folder: Path, demo: bool) -> dict[str, dict[str, Path]]:
    """Return, of each database, where the key of its record of acts and its heads lie: never in the data's folder."""
    said = environment.get("JOINEDUP_AUDIT_KEY")
    if said is None and not demo:
        raise Refusal("JOINEDUP_AUDIT_KEY is not set: name the key file of the record of acts, outside JOINEDUP_DATA.")
    key = Path(said).absolute() if said else folder.with_name(f"{folder.name}-keys") / "audit.key"
    said_heads = environment.get("JOINEDUP_AUDIT_HEADS")
    heads = Path(said_heads).absolute() if said_heads else key.with_name(f"{key.name}.heads")
    return {
        "default": {"KEY": key, "HEADS": heads},
        "identifiable": {
            "KEY": key.with_name(f"identifiable-{key.name}"),
            "HEADS": heads.with_name(f"identifiable-{heads.name}"),
        },
    }


def key_file(environment: Mapping[str, str], variable: str, *, beside: Path, name: str) -> Path:
    """Return the key file that a variable names; one of this name beside the audit's key if none is named."""
    said = environment.get(variable)
    return Path(said).absolute() if said else beside.with_name(name)


def _sqlite(path: str) -> dict[str, Any]:
    # Writers begin as writers: one that had read first could not wait for another, and would fail instead.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(unquote(path)).absolute()),
        # Closing the last connection of a file writes all of it to the disk: not after every page.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAITS_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _postgresql(said: str, by: str) -> dict[str, Any]:
    parts = urlsplit(said)
    options = dict(parse_qsl(parts.query))
    places = f"{options.get('host') or unquote(parts.hostname or '')},{options.get('hostaddr', '')}".split(",")
    if not all(place in _HERE or place.startswith("/") for place in places) and options.get("sslmode") != _CHECKED:
        raise Refusal(f"{by} names a database elsewhere that need not show who it is: add sslmode={_CHECKED}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
