"""The tables of the directory."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Made by Django from the models."""

    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("owner", models.SlugField(max_length=80)),
                ("summary", models.TextField(max_length=600)),
                ("who_for", models.TextField(max_length=300)),
                ("eligibility", models.TextField(blank=True, max_length=300)),
                ("opening", models.TextField(max_length=300)),
                ("access", models.TextField(blank=True, max_length=300)),
                ("how_to_refer", models.TextField(max_length=300)),
                ("phone", models.CharField(max_length=20)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("languages", models.CharField(blank=True, max_length=200)),
                (
                    "step_free",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "In part: call first"),
                            ("no", "No"),
                            ("unknown", "We do not know yet: call first"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("age_from", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("checked_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("name", "slug"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from__isnull", True),
                            ("age_to__isnull", True),
                            ("age_from__lte", models.F("age_to")),
                            _connector="OR",
                        ),
                        name="directory_ages_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("need", models.SlugField(max_length=80)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="directory.service"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("service", "need"), name="directory_need_once")],
            },
        ),
        migrations.CreateModel(
            name="ServicePlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=80)),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="directory.service"
                    ),
                ),
            ],
            options={
                "ordering": ("place",),
                "constraints": [models.UniqueConstraint(fields=("service", "place"), name="directory_place_once")],
            },
        ),
    ]
