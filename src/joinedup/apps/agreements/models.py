"""Agreements as their words stand: every edition is kept, and what it is at an instant is worked out, never stored."""

from django.db import models

from joinedup.kinds.agreement import LAPSE, WITHDRAWAL


class Edition(models.Model):
    """One edition of an agreement: its parts as TOML, without stops; its words are never changed.

    The last one counts that every party has said yes to; `agreed_at` is when the last of them did. Until then it opens
    and closes nothing, and the one before counts.
    """

    agreement = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    words = models.TextField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=100)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered from 1."""

        ordering = ("agreement", "number")
        constraints = (
            models.UniqueConstraint(fields=("agreement", "number"), name="agreements_edition_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="agreements_edition_from_1"),
        )

    def __str__(self) -> str:
        return f"{self.agreement}, edition {self.number}"


class Yes(models.Model):
    """A party's yes to an edition, said by a lead of that organisation in an account of their own."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="said_yes")
    organisation = models.SlugField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)

    class Meta:
        """One a party."""

        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("edition", "organisation"), name="agreements_yes_once"),)

    def __str__(self) -> str:
        return f"Yes of {self.organisation} to {self.edition}"


class Stopped(models.Model):
    """A lapse or a withdrawal from one instant; a lapse that was renewed has the instant at which it was over.

    `organisation` is the party whose lead entered it and ends it; blank where it was entered on the server.
    """

    agreement = models.SlugField(max_length=80)
    how = models.CharField(max_length=20)
    at = models.DateTimeField()
    post = models.CharField(max_length=250)
    why = models.CharField(max_length=250)
    until = models.DateTimeField(null=True)
    entered_by = models.CharField(max_length=100)
    organisation = models.SlugField(max_length=80, blank=True, default="")

    class Meta:
        """In the order in which they begin."""

        ordering = ("agreement", "at", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(how__in=(LAPSE, WITHDRAWAL)), name="agreements_stop_is_known"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(how=LAPSE, until__gt=models.F("at")),
                name="agreements_only_a_lapse_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.how} of {self.agreement}"
