"""Open the warehouse, with a Grant, and put a new version on the shelf. Imported in the worker process alone."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.instant import now
from joinedup.apps.operations.models import ReleaseRun
from joinedup.apps.operations.policies import may_release, why_not_open
from joinedup.apps.operations.process import refuse_outside_worker
from joinedup.core.refusal import Refusal
from joinedup.jobs.granting import grant_for
from joinedup.jobs.releasing import Released, release
from joinedup.sharing.asking import Asker
from joinedup.sharing.uk_time import uk_day
from joinedup.warehouse.folder import refuse_no_warehouse
from joinedup.warehouse.store import read_manifest

_NONE = "This site has no warehouse to release from: whoever runs it names one in JOINEDUP_WAREHOUSE."


def release_now(run: ReleaseRun, asker: Asker, *, at: datetime) -> Released:
    """Return what was released, whole; refuse what the person or the installation may not open, before it is opened."""
    refuse_outside_worker()
    if not may_release(asker):
        raise Refusal("Only an analyst asks for a release.")
    if settings.WAREHOUSE is None:
        raise Refusal(_NONE)
    warehouse = Path(settings.WAREHOUSE)
    refuse_no_warehouse(warehouse)
    deliveries = read_manifest(warehouse).deliveries
    if settings.DEMO and any(one.is_about_real_people for one in deliveries):
        raise Refusal("A demonstration opens invented people only, and this warehouse holds rows about real ones.")
    about_people = sorted({one.feed for one in deliveries if one.is_case_level and not one.is_synthetic})
    why_not = why_not_open(asker, about_people, agreements(), at)
    if why_not is not None:
        raise Refusal(why_not)
    agreement = Path(settings.AGREEMENTS) / f"{run.agreement}.toml" if run.agreement else None
    return release(
        warehouse,
        Path(settings.RELEASED),
        areas=tuple(area.strip() for area in run.areas.split(",") if area.strip()),
        year=run.year,
        dated_on=uk_day(at),
        grant=grant_for(warehouse, agreement, at, clock=now, by=asker.account),
    )
