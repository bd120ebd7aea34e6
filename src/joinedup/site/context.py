"""What every template knows: whose site this is, and whether all of it is invented."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def about(request: HttpRequest | None = None) -> dict[str, Any]:
    """Return `partnership`, and `is_synthetic`, which a view may set for its own page. Reads no session or cookie."""
    return {"partnership": settings.PARTNERSHIP, "is_synthetic": settings.DEMO}
