"""From what the database holds to the agreements that the policy function reads, and to files that say the same."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from joinedup.apps.agreements.models import Stopped
from joinedup.intake.agreement_file import agreement_of
from joinedup.intake.toml_file import toml_of
from joinedup.kinds.agreement import Agreement, Stop


@lru_cache(maxsize=256)
def parsed(words: str, name: str) -> Agreement:
    """Return the agreement that an edition's words say, without stops; refuses as a file of it would be."""
    return agreement_of(toml_of(words, name), name)


def bound(words: str, name: str, stopped: Iterable[Stopped]) -> Agreement:
    """Return the agreement with its stops: what the policy function is asked about."""
    return replace(parsed(words, name), stops=tuple(_stop(one) for one in stopped))


def as_file(words: str, stopped: Sequence[Stopped]) -> str:
    """Return the words with the stops after them: a file that the command line reads as the same agreement."""
    return "\n".join([words.rstrip("\n"), *(_table(_stop(one)) for one in stopped), ""])


def _stop(one: Stopped) -> Stop:
    return Stop(one.how, one.at, one.post, one.why, one.until)


def _table(stop: Stop) -> str:
    said = {"how": stop.how, "by": stop.by, "why": stop.why}
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in said.items()]
    instants = {"at": stop.at, "until": stop.until}
    lines += [f"{name} = {at.isoformat()}" for name, at in instants.items() if at is not None]
    return "\n".join(["", "[[stops]]", *lines])
