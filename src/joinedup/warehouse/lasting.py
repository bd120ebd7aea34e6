"""Whether the yes under which something runs still holds: asked between its steps, and before what it makes stands."""

from joinedup.core.refusal import Refusal
from joinedup.sharing.grant import Grant, still


def refuse_stopped(grant: Grant | None) -> None:
    """Refuse to go on where the agreement has lapsed, ended or been changed since, with the reason.

    Whoever calls it then leaves nothing of what was being made: a running job ends whole or not at all (rules of
    practice 35).
    """
    refused = still(grant)
    if refused is not None:
        raise Refusal(f"Stopped while it ran, and nothing of it is kept: {refused.reason}")
