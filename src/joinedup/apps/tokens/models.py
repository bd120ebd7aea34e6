"""Tokens, of which a hash is kept and never the token; and how often each account or token asked in this minute."""

from django.db import models
from django.db.models import F, Q

from joinedup.apps.accounts.models import Organisation, Person


class Token(models.Model):
    """A key for a program: whose, for which organisation, what it is for, until when.

    `agreement` is '' where it reads what is released; else it reads the counts that this one agreement opens for
    `purpose`, and nothing else.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    agreement = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_expires_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")), name="token_revoked_after_it_is_made"
            ),
        )

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"token:{self.pk}"

    @property
    def is_released_only(self) -> bool:
        """Whether it reads what is released, and no counts under an agreement."""
        return not self.agreement

    def __str__(self) -> str:
        return self.audit_id


class Asked(models.Model):
    """How often an account or a token asked in the minute that it asked in last; nothing of what it asked."""

    who = models.CharField(max_length=100, unique=True)
    minute = models.BigIntegerField()
    times = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.who
