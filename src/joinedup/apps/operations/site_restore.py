"""The site as it was at one point: the warehouse first, without whoever was erased since, then both databases.

What was closed after the point must not open again by it. So links that work once are withdrawn, nobody stays signed
in, messages that waited are not sent by themselves, and, where acts came after the point, every agreement in force
lapses until its keeper has looked at it and renews it.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from joinedup.apps.accounts.models import OneTimeLink
from joinedup.apps.agreements import actions, files
from joinedup.apps.agreements.policies import KEEPER
from joinedup.apps.agreements.queries import agreements
from joinedup.apps.audit.keeping import kept_for, read_heads
from joinedup.apps.audit.record import record
from joinedup.apps.messages.models import Message, State
from joinedup.apps.operations.dumping import is_empty, put_back, schema_of
from joinedup.apps.operations.models import UNFINISHED, ReleaseRun, RunState
from joinedup.apps.operations.run_ends import end_release
from joinedup.apps.operations.site_backup import DATABASES, WAREHOUSE, Point, last_point, text_of
from joinedup.core.refusal import Refusal
from joinedup.kinds.agreement import LAPSE
from joinedup.sharing.asking import Asker
from joinedup.sharing.state import State as Standing
from joinedup.sharing.state import standing

MARK: Final = "restoring"
"""Stands in the data folder while a restore is not over: neither `serve` nor `work` starts beside it."""
_WHY: Final = "put back from a backup: look at what was changed since, then renew"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what was done after the point and is lost."""

    made_at: str
    lost: dict[str, int]
    lapsed: tuple[str, ...]
    warehouse: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return what to say."""
        told = [f"The site is as it was at {self.made_at}. Nobody is signed in, and links sent before do not work."]
        if any(self.lost.values()):
            told.append(
                f"At least {self.lost['default']} acts of the site and {self.lost['identifiable']} of what identifies "
                "people came after it and are lost: roles that were ended or given since are as they were then. "
                "`joinedup audit verify --site` will always tell of the cut."
            )
        if self.lapsed:
            told.append(f"So these agreements have lapsed until their keeper renews them: {', '.join(self.lapsed)}.")
        return [*told, *self.warehouse]


def refuse_half_restored() -> None:
    """Refuse to serve or work where a restore was stopped: what is there is of two points."""
    if (Path(settings.DATA) / MARK).exists():
        raise Refusal("A restore of this site was stopped: run `joinedup site-restore` again before anything else.")


def put_site_back(backup: Path, *, ring: Path, at: datetime, replace: bool) -> Restored:
    """Put the site back, and return what to say. Refuses over a site in which anything was done, unless `replace`.

    Stopped on the way, nothing of the site is served until it is run again, which begins anew.
    """
    folder, point = last_point(backup)
    mark = Path(settings.DATA) / MARK
    if not replace and not mark.exists() and not all(is_empty(using) for using in DATABASES):
        raise Refusal("This site holds something already: restore into a new one, or say --replace.")
    for using in DATABASES:
        if schema_of(using) != point.schema[using]:
            raise Refusal(
                f"The backup is of version {point.version} with other tables: restore it with that, then update."
            )
    texts = {using: text_of(folder, point, using) for using in DATABASES}  # all of it opens, or nothing is touched
    mark.touch(mode=0o600)
    told = _warehouse(backup, point, ring, at)
    for using in reversed(DATABASES):
        with transaction.atomic(using=using, durable=True):
            put_back(using, texts[using].splitlines())
    lost = {using: _lost(using, point) for using in DATABASES}
    lapsed = _close(at, is_older=any(lost.values()))
    files.write_files()
    _put_released_back(folder)
    mark.unlink()
    return Restored(point.made_at, lost, lapsed, told)


def _close(at: datetime, *, is_older: bool) -> tuple[str, ...]:
    """Let nothing be open by the point that was closed after it; return the agreements that lapse."""
    by = Asker("host:operator", "the-installation", "council", frozenset({KEEPER}))
    live = [one.id for one in agreements() if standing(one, at).state is Standing.LIVE] if is_older else []
    with transaction.atomic():
        OneTimeLink.objects.filter(used_at=None, revoked_at=None).update(revoked_at=at)
        waiting = Message.objects.filter(state__in=(State.WAITING, State.CLAIMED, State.HANDING))
        waiting.update(state=State.UNSURE, claimed_at=at, fault="restored")
        for run in ReleaseRun.objects.filter(state__in=UNFINISHED):
            end_release(run, RunState.FAILED, said="The site was put back from a backup before it was made.")
        for agreement in live:
            actions.stop(agreement, LAPSE, at=at, post="whoever restored the site", why=_WHY, by=by, now=at)
        record("site.restored", by=None, about="site", is_grave=True)
    with transaction.atomic(using="identifiable"):
        record("site.restored", by=None, about="site", is_grave=True, using="identifiable")
    return tuple(live)


def _lost(using: str, point: Point) -> int:
    """Return how many acts the heads kept outside show after the point."""
    end = point.ends[using]
    later = [head.number for mark, head in read_heads(kept_for(using).heads) if mark == end["mark"]]
    return max(0, max(later, default=0) - int(end["number"]))


def _warehouse(backup: Path, point: Point, ring: Path, at: datetime) -> tuple[str, ...]:
    if not point.has_warehouse or settings.WAREHOUSE is None:
        return ("The backup's warehouse was not put back: none is named here.",) if point.has_warehouse else ()
    into = Path(settings.WAREHOUSE)
    if (into / "CURRENT").exists():
        return (f"{into} holds a warehouse already, and was left as it is: erasures have been applied to it.",)
    from joinedup.jobs.backups import restore

    return tuple(restore(backup / WAREHOUSE, into, ring=ring, on=at.date()).lines())


def _put_released_back(folder: Path) -> None:
    """Put the released version back where nothing is released; a shelf that holds something stays as it is."""
    into, held = Path(settings.RELEASED), folder / "released"
    if held.exists() and not (into / "CURRENT").exists():
        into.mkdir(parents=True, exist_ok=True)
        shutil.copytree(held, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns("CURRENT"))
        shutil.copy2(held / "CURRENT", into / "CURRENT.new")
        (into / "CURRENT.new").replace(into / "CURRENT")
