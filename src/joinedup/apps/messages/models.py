"""The outbox: which kind of message goes to whom, by an id, and what became of it. Never an address, never a word."""

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a message is."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being sent"
    HANDING = "handing", "Being handed over"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Could not be delivered"
    UNSURE = "unsure", "Perhaps sent"
    LOST = "lost", "Words gone before it was sent"


ENDED = (State.SENT, State.BOUNCED, State.LOST)
"""Nothing is kept of what these said."""


class Message(models.Model):
    """One message. `to` and `by` are ids ('person:7'); `letter` names its words while it waits, and is then ''."""

    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=100)
    by = models.CharField(max_length=100, null=True)
    letter = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, default="")
    """A code of what last went wrong, never a server's words: they may repeat an address."""

    class Meta:
        """Those due first; one that has ended has an instant, and no letter."""

        indexes = (models.Index(fields=["state", "due_at"], name="message_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | ~Q(state__in=ENDED) & Q(ended_at=None),
                name="message_ended_with_its_instant",
            ),
            models.CheckConstraint(condition=~Q(state__in=ENDED) | Q(letter=""), name="message_ended_keeps_no_words"),
        )

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"message:{self.pk}"

    def __str__(self) -> str:
        return self.audit_id
