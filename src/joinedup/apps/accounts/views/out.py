"""The page after a session has ended."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_CLEARED: Final = '"cache", "storage"'
"""Of this site, in this browser. Not cookies: a browser would clear those of the domain's other sites too."""


def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that somebody has signed out; the browser is told to clear what it keeps."""
    answer = render(request, "accounts/signed_out.html")
    answer.headers["Clear-Site-Data"] = _CLEARED
    return answer
