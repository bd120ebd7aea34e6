"""What each response tells the browser not to do, and where a form that says nothing of its origin came from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLICY = "; ".join(
    (
        "default-src 'none'",
        "object-src 'none'",
        *(f"{what} 'self'" for what in ("script-src", "style-src", "img-src", "font-src", "connect-src")),
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""No script or style inside a page, nothing from elsewhere, in no frame."""
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A page stays neither in a shared computer's cache nor behind its back button, unless its view says it may.
    "Cache-Control": "no-store",
}

_Respond = Callable[[HttpRequest], HttpResponseBase]


class Headers:
    """Middleware, the outermost: errors and redirects carry the headers too."""

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response with each header that it does not set itself."""
        response = self._respond(request)
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        return response


class SameOrigin:
    """Middleware before the check against forged forms.

    Our pages send no referrer, and a browser then says `Origin: null` of its own site's forms as well. It also says
    `Sec-Fetch-Site`, which no page can set: where that is `same-origin`, the origin is this site. The form's token is
    asked for all the same.
    """

    def __init__(self, respond: _Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Name this site as the origin of a form that the browser says came from it."""
        headers = request.headers
        if headers.get("Origin") == "null" and headers.get("Sec-Fetch-Site") == "same-origin":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self._respond(request)
