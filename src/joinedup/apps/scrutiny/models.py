"""Challenges of released claims with their answers, and sign-offs of released documents by second readers."""

from django.db import models
from django.db.models import Q

from joinedup.apps.accounts.models import Organisation, Person

MOST_WORDS = 1000


class Challenge(models.Model):
    """What somebody thinks is wrong with a claim of a released version, and what its steward answers.

    `about` is the hash under which the claim lies on the shelf; `claim` its id, as people cite it.
    """

    about = models.CharField(max_length=64)
    claim = models.CharField(max_length=300)
    sentence = models.TextField()
    version = models.PositiveIntegerField()
    steward = models.CharField(max_length=200)
    words = models.TextField(max_length=MOST_WORDS)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer = models.TextField(max_length=MOST_WORDS, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first."""

        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=["about"], name="challenge_about"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="challenge_answered_whole",
            ),
        )

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"challenge:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_at is None

    def __str__(self) -> str:
        return self.audit_id


class SignOff(models.Model):
    """A second reader vouches for one document of one released version: this very content, and no other."""

    version = models.PositiveIntegerField()
    content = models.CharField(max_length=64)
    document = models.SlugField(max_length=80)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once a person."""

        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=["content", "document", "person"], name="signed_off_once_by_each"),
        )

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"sign-off:{self.pk}"

    def __str__(self) -> str:
        return self.audit_id
