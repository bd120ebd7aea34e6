"""What the interface says: data with what must be known of it, or why not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse

from joinedup.shelf import places as at
from joinedup.shelf.reading import Version
from joinedup.shelf.records import About

UNKNOWN_CALLER = (401, "sign-in", "Sign in, or send a token that works in the header Authorization: Bearer TOKEN.")
NOT_THERE = (404, "not-there", "There is no such thing here that you may read.")
ONLY_READ = (405, "only-read", "This interface is only read: use GET.")
SPOILT = (503, "spoilt", "What was released is not as it was written, so nothing of it is shown.")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not answered: a code for programs, a sentence for people."""

    code: str
    says: str


class No(Exception):
    """A refusal: status, code and sentence."""

    def __init__(self, why: tuple[int, str, str], headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why[2])
        self.why, self.headers = why, dict(headers or {})

    @property
    def response(self) -> HttpResponse:
        """What is sent."""
        status, code, says = self.why
        headers = dict(self.headers) | ({"WWW-Authenticate": "Bearer"} if status == 401 else {})
        return JsonResponse({"error": {"code": code, "says": says}}, status=status, headers=headers)


def answer(version: Version, data: Any) -> HttpResponse:
    """Return data of one version; what is missing, and that it is invented, come before it."""
    about = version.one(About, at.ABOUT)
    body = {
        "version": version.number,
        "title": about.title,
        "year": about.year,
        "dated_on": about.dated_on,
        "is_synthetic": version.manifest.is_synthetic,
        "missing": about.warnings,
        "data": _plain(data),
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "allow_nan": False})


def _plain(data: Any) -> Any:
    if is_dataclass(data) and not isinstance(data, type):
        return asdict(data)
    return [_plain(one) for one in data] if isinstance(data, (tuple, list)) else data
