"""When each chore was last done, and the releases that were asked for."""

from django.db import models
from django.db.models import Q


class Chore(models.Model):
    """Something that the worker does again and again."""

    name = models.CharField(max_length=40, primary_key=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Told(models.Model):
    """A warning that was told: never twice."""

    key = models.CharField(max_length=150, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class RunState(models.TextChoices):
    """How far a release has got."""

    WAITING = "waiting", "Waiting for the worker"
    RUNNING = "running", "Being made"
    MADE = "made", "Released"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Stopped by a fault: nothing was released"


UNFINISHED = (RunState.WAITING, RunState.RUNNING)


class ReleaseRun(models.Model):
    """One release that somebody asked for: of what, by whom, and how it ended."""

    asked_by = models.CharField(max_length=100)
    organisation = models.SlugField(max_length=60)
    """The one that they acted for."""
    year = models.CharField(max_length=7)
    areas = models.CharField(max_length=500)
    agreement = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(null=True)
    said = models.TextField(default="")
    """A sentence for whoever asked: why it was refused, or what stands on the shelf now."""
    is_open = models.BooleanField(null=True, default=True, unique=True)
    """True until it ends and then nothing, so that the database itself lets one be open at a time."""

    class Meta:
        """The last asked for first."""

        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED, is_open=True, ended_at=None)
                | (~Q(state__in=UNFINISHED) & Q(is_open=None, ended_at__isnull=False)),
                name="run_is_open_until_it_ends",
            ),
        )

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"release-run:{self.pk}"

    def __str__(self) -> str:
        return self.audit_id
