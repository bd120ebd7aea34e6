"""What the worker does when it is asked: Django's tasks, on a queue in the database."""

import logging

from django_tasks import task

from joinedup.apps.accounts.models import Organisation, Person
from joinedup.apps.accounts.queries import asker
from joinedup.apps.audit.instant import now
from joinedup.apps.operations.models import ReleaseRun, RunState
from joinedup.apps.operations.run_ends import end_release
from joinedup.core.refusal import Refusal
from joinedup.sharing.asking import Asker

_LOG = logging.getLogger("joinedup.apps.operations")
_NO_LONGER = "You may no longer ask for this: the role or the agreement under which you asked has ended."


@task()
def make_release(run_id: int) -> str:
    """Make one release that was asked for, and return how it ended. Raises nothing: a queue would keep the words."""
    run = ReleaseRun.objects.get(pk=run_id)
    if run.state != RunState.WAITING:
        return str(run.state)
    run.state = RunState.RUNNING
    run.save(update_fields=["state"])
    try:
        # Read in the worker alone: this is where the engines come in.
        from joinedup.apps.operations.releasing import release_now

        who = _asker(run)
        if who is None:
            raise Refusal(_NO_LONGER)
        made = release_now(run, who, at=now())
    except Refusal as refusal:
        end_release(run, RunState.REFUSED, said=str(refusal))
    except Exception:
        _LOG.exception("a release failed")
        end_release(run, RunState.FAILED, said="A fault of ours stopped it. What was released before stands.")
    else:
        end_release(run, RunState.MADE, said=made.lines()[0].strip(), version=made.number)
    return str(run.state)


def _asker(run: ReleaseRun) -> Asker | None:
    """Return whoever asked, with the roles that they hold now and not those that they held when they asked."""
    person = Person.objects.filter(pk=run.asked_by.partition(":")[2]).first()
    organisation = Organisation.objects.filter(slug=run.organisation).first()
    return asker(person, organisation, now()) if person is not None and organisation is not None else None
