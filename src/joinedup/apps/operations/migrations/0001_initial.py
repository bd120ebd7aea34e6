"""Chores, warnings told and releases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chore",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("done_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("key", models.CharField(max_length=150, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.CharField(max_length=100)),
                ("organisation", models.SlugField(max_length=60)),
                ("year", models.CharField(max_length=7)),
                ("areas", models.CharField(max_length=500)),
                ("agreement", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the worker"),
                            ("running", "Being made"),
                            ("made", "Released"),
                            ("refused", "Refused"),
                            ("failed", "Stopped by a fault: nothing was released"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(null=True)),
                ("said", models.TextField(default="")),
                ("is_open", models.BooleanField(default=True, null=True, unique=True)),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "running", "made", "refused", "failed"])),
                        name="run_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("is_open", True), ("state__in", ("waiting", "running"))),
                            models.Q(
                                models.Q(("state__in", ("waiting", "running")), _negated=True),
                                ("ended_at__isnull", False),
                                ("is_open", None),
                            ),
                            _connector="OR",
                        ),
                        name="run_is_open_until_it_ends",
                    ),
                ],
            },
        ),
    ]
