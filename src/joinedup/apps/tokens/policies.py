"""Who may make a token, and for what."""

from collections.abc import Sequence
from datetime import datetime

from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.asking import Asker
from joinedup.sharing.state import HAS_STOPPED, State, standing

MAKERS = frozenset(
    {
        *("analyst", "partnership-manager", "health-coordinator", "partner-contact", "reviewer"),
        *("information-governance-lead", "law-enforcement-partner"),
    }
)
"""Staff whose work a program may do. Board and lived-experience members read pages; an administrator reads no data."""
KEEPERS = frozenset({"information-governance-lead", "administrator"})
"""Who may revoke anybody's token: whoever finds one in the wrong place must not have to find its maker first."""
NO_SUCH = "There is no such agreement that a token could be made for."


def may_make(asker: Asker) -> bool:
    """Return whether somebody makes tokens in the organisation that they act for."""
    return bool(asker.roles & MAKERS)


def refuse_unfit(asker: Asker, agreement: str, purpose: str, agreements: Sequence[Agreement], at: datetime) -> None:
    """Refuse an agreement that is not theirs, not live, or does not list the purpose.

    Of one that has stopped its party is told why; one of others and one that is not there are refused alike. What the
    token then opens is asked of the policy function at each use.
    """
    found = next((one for one in agreements if one.id == agreement and one.party(asker.organisation)), None)
    if found is None:
        raise Refusal(NO_SUCH)
    now = standing(found, at)
    if now.state in HAS_STOPPED:
        raise Refusal(now.sentence)
    if now.state is not State.LIVE or purpose not in found.purposes:
        raise Refusal(NO_SUCH)
