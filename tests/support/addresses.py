"""Every address that the site declares, each with an example that could be asked for."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

_SAMPLES = {"slug": "a-slug", "int": "7", "str": "a-word", "path": "a/b"}
_REGEX_SAMPLES = {
    "[0-9]{1,9}": "1",
    "[0-9a-f]{64}": "a" * 64,
    "[a-z0-9-]+": "a-slug",
    "[a-z0-9.-]+": "a-file.csv",
}


def routes() -> Iterator[URLPattern]:
    """Each route of the site, those of apps too."""
    yield from _of(get_resolver().url_patterns)


def addresses() -> list[str]:
    """An example of each route's address. Raises ValueError for a kind of part that has no example here yet."""
    return [_example(route) for route in routes()]


def _of(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            if str(one.pattern):
                raise ValueError(f"{one.pattern}: routes are declared whole, so that each can be found as it stands.")
            yield from _of(one.url_patterns)
        else:
            yield one


def _example(route: URLPattern) -> str:
    text = str(route.pattern)
    if isinstance(route.pattern, RegexPattern):
        text = re.sub(r"\(\?P<\w+>(.+?)\)", lambda found: _REGEX_SAMPLES[found[1]], text.strip("^$"))
        return "/" + text.replace("\\.", ".")
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: _SAMPLES[found[1]], text)
