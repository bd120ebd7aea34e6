"""Who asks: a token in the header, or else whoever has signed in. A token in an address is never read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joinedup.apps.insight.api.said import UNKNOWN_CALLER, No
from joinedup.apps.tokens.actions import MOST_A_MINUTE, count_asking, note_refused
from joinedup.apps.tokens.models import Token
from joinedup.apps.tokens.queries import bearer
from joinedup.sharing.asking import Asker

_HEADER = re.compile(r"Bearer ([A-Za-z0-9_-]{20,100})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and the token that they ask by; None where they have signed in."""

    asker: Asker
    token: Token | None

    @property
    def counted_as(self) -> str:
        """Whose askings in a minute are counted together."""
        return self.token.audit_id if self.token is not None else str(self.asker.account)


def caller_of(request: Any, at: datetime) -> Caller | None:
    """Return who asks; None where nobody says who they are.

    Every header that opens nothing is refused alike: no token, one that never was, expired, was revoked, or whose
    maker has left.
    """
    sent = request.headers.get("Authorization")
    if sent is None:
        return None if request.asker is None else Caller(request.asker, None)
    told = _HEADER.fullmatch(sent)
    found = None if told is None else bearer(told[1], at)
    if found is None:
        if told is not None:
            note_refused(told[1], at=at)
        raise No(UNKNOWN_CALLER)
    return Caller(found.asker, found.token)


def refuse_too_many(caller: Caller, at: datetime) -> None:
    """Count this asking; refuse it where the account or the token has asked too often within the minute."""
    wait = count_asking(caller.counted_as, at=at)
    if wait:
        too_many = (429, "too-many", f"At most {MOST_A_MINUTE} requests a minute. Ask again in {wait} seconds.")
        raise No(too_many, {"Retry-After": str(wait)})
