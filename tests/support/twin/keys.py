"""Keyed pseudonyms of episodes and of the records in them, the slow way: by these, ties go."""

import hashlib
import hmac
from collections.abc import Callable

from support.twin.reading import CHILDREN

_IDS = dict(CHILDREN.values())


def keys_under(secret: bytes) -> Callable[..., str]:
    """Return what gives the key of an episode (`level, agency, episode id`) or of a record in it (and its own id)."""

    def key_of(level: str, agency: str, episode: str, child: str | None = None) -> str:
        whole = hmac.new(secret, f"episode|{agency}|{episode}".encode(), hashlib.sha256).hexdigest()
        if child is None:
            return whole[:32]
        return hashlib.sha256(f"{whole[32:]}{_IDS[level]}|{child}".encode()).hexdigest()[:32]

    return key_of
