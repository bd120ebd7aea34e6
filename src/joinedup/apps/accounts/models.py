"""Organisations, people, the roles that people hold in organisations, and links that work once."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from joinedup.kinds.party import ORGANISATION_KINDS


class Organisation(models.Model):
    """A body that takes part: its slug never changes, its kind is one that `kinds.party` declares."""

    slug = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)

    class Meta:
        """Listed by name."""

        ordering = ("name",)

    @property
    def kind_title(self) -> str:
        """What its kind is called."""
        return ORGANISATION_KINDS[self.kind].title

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody with an account, signing in by email. Who left keeps the row, so that what they did keeps its id."""

    email = models.EmailField(max_length=254, unique=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    # Part of every session's seal: one more, and all sessions of this person end at once, on every worker.
    session_number = models.PositiveIntegerField(default=0)
    # Not kept: the record of acts says when somebody signed in, and to those alone who may read it.
    last_login = None

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One account an address, however it is written."""

        constraints = (
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")), name="person_left_after"
            ),
        )

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether they may sign in."""
        return self.left_at is None

    @property
    def audit_id(self) -> str:
        """How the record of acts names them."""
        return f"person:{self.pk}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        said = f"{self.password}:{self.session_number}"
        return salted_hmac("joinedup.accounts.session", said, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.audit_id  # an address would end up in logs and errors


class Holding(models.Model):
    """A role that a person holds in an organisation from an instant, until another where one is set."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=60)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody holds one role twice at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=["person", "organisation", "role"], condition=Q(until_at=None), name="holding_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="holding_ends_after_it_begins"
            ),
        )

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"holding:{self.pk}"

    def __str__(self) -> str:
        return self.audit_id


class Invitation(models.Model):
    """An offer of an account with a role, to one address, by a link that works once."""

    email = models.EmailField(max_length=254)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=60)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    @property
    def audit_id(self) -> str:
        """How the record of acts names it."""
        return f"invitation:{self.pk}"

    def __str__(self) -> str:
        return self.audit_id


class OneTimeLink(models.Model):
    """A link that does one thing once. Only a hash of its token is kept: who reads the table can follow none."""

    purpose = models.CharField(max_length=60)
    about = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Revoked by what they are about."""

        indexes = (models.Index(fields=["about"], name="link_about"),)

    def __str__(self) -> str:
        return f"link:{self.pk}"


class Identity(models.Model):
    """An account at a council's or the health service's own sign-in that stands for a person here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    provider = models.CharField(max_length=60)
    subject = models.CharField(max_length=255)

    class Meta:
        """One person each; a person may have one at each provider."""

        constraints = (
            models.UniqueConstraint(fields=["provider", "subject"], name="identity_of_one_person"),
            models.UniqueConstraint(fields=["person", "provider"], name="identity_once_a_provider"),
        )

    def __str__(self) -> str:
        return f"identity:{self.pk}"


class Salt(models.Model):
    """What made the hashes of tries within half a day: once it is gone, nobody can tell what they were of."""

    block = models.BigIntegerField(unique=True)
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"salt:{self.block}"


class Try(models.Model):
    """One try at signing in that has not succeeded: a salted hash of what it was of, and when."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """Counted by hash and time, forgotten by time."""

        indexes = (
            models.Index(fields=["digest", "at"], name="try_digest_at"),
            models.Index(fields=["at"], name="try_at"),
        )

    def __str__(self) -> str:
        return f"try:{self.pk}"
