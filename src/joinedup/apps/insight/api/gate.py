"""The door of the interface: who asks, which version, may they, how often; what is given is written down first."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from joinedup.apps.audit.instant import now
from joinedup.apps.insight import queries
from joinedup.apps.insight.api.asked import Caller, caller_of, refuse_too_many
from joinedup.apps.insight.api.said import NOT_THERE, ONLY_READ, SPOILT, UNKNOWN_CALLER, No, answer
from joinedup.apps.insight.policies import may_read
from joinedup.apps.insight.written import write_down
from joinedup.core.refusal import Refusal
from joinedup.shelf.reading import NotReleased, Version

_LOG = logging.getLogger("joinedup.apps.insight")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_View = Callable[..., Any]


def of_api(view: _View) -> _View:
    """Answer with what the view returns of the version asked for, or with why not, always as JSON.

    The view takes the request, its version, and what stands in the address. Synthetic releases are for everybody and
    ask no database, unless a token is sent; all else is for accounts with a role and is written down.
    """

    def respond(request: Any, **given: str) -> HttpResponse:
        at = now()
        caller = caller_of(request, at)
        version = _version(request, caller)
        if caller is not None and (caller.token is not None or not version.manifest.is_synthetic):
            refuse_too_many(caller, at)
        if caller is not None and caller.token is not None and not caller.token.is_released_only:
            raise Http404  # made for the counts of one agreement, and for nothing else
        data = view(request, version, **given)
        asker, token = (None, None) if caller is None else (caller.asker, caller.token)
        name = "/".join((view.__name__, *_ids(given)))
        write_down("api.read", name, version, asker, by_token=token.audit_id if token is not None else None)
        return data if isinstance(data, HttpResponse) else answer(version, data)

    return in_json(wraps(view)(respond))


def for_parties(view: _View) -> _View:
    """Answer with what the view returns to somebody who says who they are and what for; it writes down the look.

    The view takes the caller and the purpose too: of a token its own, of a session what `purpose` says.
    """

    def respond(request: Any, **given: str) -> HttpResponse:
        at = now()
        caller = caller_of(request, at)
        if caller is None:
            raise No(UNKNOWN_CALLER)
        refuse_too_many(caller, at)
        version = _version(request, caller)
        if caller.token is None:
            return answer(version, view(request.GET.get("purpose", ""), version, caller, at, **given))
        if caller.token.is_released_only:
            raise Http404
        return answer(version, view(caller.token.purpose, version, caller, at, **given))

    return in_json(wraps(view)(respond))


def in_json(respond: _View) -> _View:
    """Let a view's refusals be JSON; only reading is answered at all, so no form's token is asked for."""

    @csrf_exempt
    @wraps(respond)
    def safely(request: Any, **given: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return No(ONLY_READ, {"Allow": "GET, HEAD"}).response
        try:
            return respond(request, **given)  # type: ignore[no-any-return]
        except No as no:
            return no.response
        except (Http404, NotReleased):
            return No(NOT_THERE).response
        except Refusal as spoilt:
            _LOG.error("released files cannot be shown", extra={"fields": {"why": str(spoilt)}})
            return No(SPOILT).response

    return safely


def _version(request: Any, caller: Caller | None) -> Version:
    """Return the version asked for. Whoever does not say who they are does not learn whether a real one is there."""
    asked = request.GET.get("version")
    try:
        if asked is not None and not _NUMBER.fullmatch(asked):
            raise NotReleased("There is no such version.")
        version = queries.opened(None if asked is None else int(asked))
        if not may_read(None if caller is None else caller.asker, version, now(), is_demo=settings.DEMO):
            raise NotReleased("There is no such version for them.")
    except NotReleased:
        raise No(UNKNOWN_CALLER if caller is None else NOT_THERE) from None
    return version


def _ids(given: dict[str, str]) -> list[str]:
    return [re.sub(r"[^a-z0-9:_.-]", "-", one.lower())[:60] for one in given.values()]
