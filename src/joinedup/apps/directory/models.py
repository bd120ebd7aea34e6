"""A service as the public reads of it, what it helps with and where."""

from django.db import models


class StepFree(models.TextChoices):
    """Whether somebody who cannot climb steps can use a service."""

    YES = "yes", "Yes"
    PARTLY = "partly", "In part: call first"
    NO = "no", "No"
    UNKNOWN = "unknown", "We do not know yet: call first"


class Service(models.Model):
    """One entry. `owner` is the slug of the organisation whose people may change it; `checked_on` the day they did.

    A service that ended keeps its entry and its address: the page says that it has closed.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    owner = models.SlugField(max_length=80)
    summary = models.TextField(max_length=600)
    who_for = models.TextField(max_length=300)
    eligibility = models.TextField(max_length=300, blank=True)
    opening = models.TextField(max_length=300)
    access = models.TextField(max_length=300, blank=True)
    how_to_refer = models.TextField(max_length=300)
    phone = models.CharField(max_length=20)
    address = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    step_free = models.CharField(max_length=10, choices=StepFree.choices, default=StepFree.UNKNOWN)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        """Services are told in order of their names."""

        ordering = ("name", "slug")
        constraints = (
            models.CheckConstraint(
                name="directory_ages_in_order",
                condition=models.Q(age_from__isnull=True)
                | models.Q(age_to__isnull=True)
                | models.Q(age_from__lte=models.F("age_to")),
            ),
        )

    def __str__(self) -> str:
        return self.slug


class ServiceNeed(models.Model):
    """One need that a service helps with, by the need's slug in the definitions."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needs")
    need = models.SlugField(max_length=80)

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(name="directory_need_once", fields=("service", "need")),)

    def __str__(self) -> str:
        return self.need


class ServicePlace(models.Model):
    """One place that a service is for, by the name that people know it under."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=80)

    class Meta:
        """Once each."""

        ordering = ("place",)
        constraints = (models.UniqueConstraint(name="directory_place_once", fields=("service", "place")),)

    def __str__(self) -> str:
        return self.place
