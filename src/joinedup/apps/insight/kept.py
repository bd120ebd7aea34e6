"""Parts of pages that a version alone decides, kept as they were first made: a version never changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from django.utils.safestring import SafeString

MOST: Final = 128
"""Parts that a process keeps: the longest are a hundred thousand letters."""
_PARTS: OrderedDict[Hashable, SafeString] = OrderedDict()
_LOCK = Lock()


def kept(key: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """Return the part of this key, made where it is not kept; what was asked for longest ago goes first.

    The key must hold all that the part depends on. Two that ask at once may both make it: the same comes of it.
    """
    with _LOCK:
        if key in _PARTS:
            _PARTS.move_to_end(key)
            return _PARTS[key]
    made = make()
    with _LOCK:
        _PARTS[key] = made
        while len(_PARTS) > MOST:
            _PARTS.popitem(last=False)
    return made


def forget() -> None:
    """Keep nothing any more, as a new process does."""
    with _LOCK:
        _PARTS.clear()
