"""Every write of the directory: may they, do it, record who, one transaction."""

from datetime import datetime

from django.db import transaction

from joinedup.apps.audit.record import record
from joinedup.apps.directory.details import Details
from joinedup.apps.directory.models import Service, ServiceNeed, ServicePlace
from joinedup.apps.directory.policies import is_keeper, may_edit
from joinedup.core.refusal import Refusal
from joinedup.core.slug import check_slug
from joinedup.sharing.asking import Asker
from joinedup.sharing.uk_time import uk_day

_WORDS = tuple(name for name in Details.__slots__ if name not in ("needs", "places"))


def add(details: Details, *, slug: str, owner: str, by: Asker, at: datetime) -> Service:
    """Return a new entry of the organisation `owner`; only those who keep the list add to it."""
    if not is_keeper(by):
        raise Refusal("Only the partnership adds a service to the directory.")
    for named in (slug, owner):
        _check_slug(named)
    with transaction.atomic():
        if Service.objects.filter(slug=slug).exists():
            raise Refusal(f"The directory already has a service '{slug}': a slug is never used twice.")
        service = Service(slug=slug, owner=owner)
        _write(service, details, at=at)
        record("directory.added", by=by.account, about=f"service:{slug}")
    return service


def edit(slug: str, details: Details, *, by: Asker, at: datetime) -> Service:
    """Return the entry with every field as in `details`, which also counts as checked."""
    with transaction.atomic():
        service = _theirs(slug, by)
        _write(service, details, at=at)
        record("directory.edited", by=by.account, about=f"service:{slug}")
    return service


def confirm(slug: str, *, by: Asker, at: datetime) -> Service:
    """Return the entry, dated: someone of the service read it and all of it still holds."""
    return _dated(slug, "checked_on", act="directory.confirmed", by=by, at=at)


def close(slug: str, *, by: Asker, at: datetime) -> Service:
    """Return the entry, closed: it leaves the list, and its own page says so."""
    return _dated(slug, "closed_on", act="directory.closed", by=by, at=at)


def _dated(slug: str, field: str, *, act: str, by: Asker, at: datetime) -> Service:
    with transaction.atomic():
        service = _theirs(slug, by)
        setattr(service, field, uk_day(at))
        service.save(update_fields=[field])
        record(act, by=by.account, about=f"service:{slug}")
    return service


def _theirs(slug: str, by: Asker) -> Service:
    service = Service.objects.select_for_update().filter(slug=slug, closed_on__isnull=True).first()
    # What is not theirs is refused as what is not there is.
    if service is None or not may_edit(by, owner=service.owner):
        raise Refusal("There is no such service that you may change.")
    return service


def _write(service: Service, details: Details, *, at: datetime) -> None:
    for name in _WORDS:
        setattr(service, name, getattr(details, name))
    service.checked_on = uk_day(at)
    service.save()
    service.needs.all().delete()
    service.places.all().delete()
    ServiceNeed.objects.bulk_create(ServiceNeed(service=service, need=one) for one in sorted(set(details.needs)))
    named = {place.strip() for place in details.places}
    ServicePlace.objects.bulk_create(ServicePlace(service=service, place=one) for one in sorted(named))


def _check_slug(slug: str) -> None:
    try:
        check_slug(slug)
    except ValueError as fault:
        raise Refusal(str(fault)) from None
