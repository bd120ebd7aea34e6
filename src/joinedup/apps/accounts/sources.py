"""Where a request came from, for counting tries alone: never kept but as a hash, never in a log."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def source_of(request: HttpRequest) -> str:
    """Return the network address that the proxy in front names last, or the one that connected where none stands there.

    Whoever has an IPv6 address has 2**64 of them: the network counts. What is no address counts as one source.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_A_PROXY:
        # What stands before the last one was written by whoever asked.
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    found = _address(said.strip())
    if found is None:
        return "unknown"
    return str(found) if isinstance(found, IPv4Address) else str(ip_network((found, 64), strict=False))


def _address(said: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(said)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
