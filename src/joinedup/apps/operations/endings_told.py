"""Agreements that end soon, told to the leads of their parties 90, 30 and 7 days before: each warning once."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from joinedup.apps.accounts.holders import holders
from joinedup.apps.agreements.policies import KEEPER
from joinedup.apps.agreements.warnings import Ending, due
from joinedup.apps.audit.record import record
from joinedup.apps.messages.actions import send
from joinedup.apps.operations.models import Told
from joinedup.sharing.uk_time import uk_text


def tell_endings(at: datetime) -> int:
    """Write the messages of warnings that are due and were not told before; return how many warnings."""
    return sum(_tell(ending, at) for ending in due(at))


def _tell(ending: Ending, at: datetime) -> bool:
    if Told.objects.filter(key=ending.key).exists():
        return False
    leads = list(holders(KEEPER, ending.parties, at))
    if not leads:
        return False  # told once there is somebody to tell
    values = {
        "agreement": ending.agreement,
        "ends": uk_text(ending.ends_at),
        "link": f"{settings.ADDRESS}/desk/agreements",
    }
    try:
        with transaction.atomic():
            Told.objects.create(key=ending.key, at=at)  # of two workers at once, one gets through
            for lead in leads:
                send(to=lead, kind="agreement-ends", values=values, by=None)
            record("agreement.end-told", by=None, about=f"agreement:{ending.agreement}", reason=f"days:{ending.days}")
    except IntegrityError:
        return False
    return True
