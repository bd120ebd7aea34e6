"""Each breaking of glass: who, what, about whom, why, until when it is to be reviewed, and what the review found."""

from django.db import models
from django.db.models import Q


class Outcome(models.TextChoices):
    """What a review found."""

    JUSTIFIED = "justified", "It was justified"
    NOT_JUSTIFIED = "not-justified", "It was not justified"
    FOLLOWED_UP = "followed-up", "It is being followed up"


class Telling(models.TextChoices):
    """Whether the person whom it is about was told."""

    TOLD = "told", "The person has been told"
    UNSAFE = "unsafe", "Telling them is not safe"


class Broken(models.Model):
    """One breaking of glass. It is never changed; its review is added once."""

    by = models.CharField(max_length=100)
    organisation = models.SlugField(max_length=60)
    agreement = models.CharField(max_length=80)
    feed = models.CharField(max_length=60)
    fields = models.CharField(max_length=500)
    about = models.CharField(max_length=200)
    reason = models.TextField()
    at = models.DateTimeField()
    review_due_on = models.DateField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=100, null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, null=True)
    outcome_words = models.TextField(default="")
    telling = models.CharField(max_length=10, choices=Telling.choices, null=True)
    telling_words = models.TextField(default="")

    class Meta:
        """What is due first; a review is whole, by another than who broke it, and says why nobody was told."""

        ordering = ("review_due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, outcome=None, telling=None)
                | Q(
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                    outcome__in=Outcome.values,
                    telling__in=Telling.values,
                ),
                name="glass_review_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("by")), name="glass_review_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(telling=Telling.UNSAFE) | ~Q(telling_words=""), name="glass_unsafe_says_why"
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(about=""), name="glass_says_why_and_whom"),
        )

    @property
    def audit_id(self) -> str:
        """How the records of acts name it."""
        return f"glass:{self.pk}"

    def __str__(self) -> str:
        return self.audit_id
