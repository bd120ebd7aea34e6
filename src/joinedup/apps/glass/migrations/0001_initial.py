"""Glass broken and reviewed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Broken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=100)),
                ("organisation", models.SlugField(max_length=60)),
                ("agreement", models.CharField(max_length=80)),
                ("feed", models.CharField(max_length=60)),
                ("fields", models.CharField(max_length=500)),
                ("about", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("review_due_on", models.DateField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.CharField(max_length=100, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("justified", "It was justified"),
                            ("not-justified", "It was not justified"),
                            ("followed-up", "It is being followed up"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("outcome_words", models.TextField(default="")),
                (
                    "telling",
                    models.CharField(
                        choices=[("told", "The person has been told"), ("unsafe", "Telling them is not safe")],
                        max_length=10,
                        null=True,
                    ),
                ),
                ("telling_words", models.TextField(default="")),
            ],
            options={
                "ordering": ("review_due_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", None), ("reviewed_at", None), ("reviewed_by", None), ("telling", None)
                            ),
                            models.Q(
                                ("outcome__in", ["justified", "not-justified", "followed-up"]),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                ("telling__in", ["told", "unsafe"]),
                            ),
                            _connector="OR",
                        ),
                        name="glass_review_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="glass_review_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("telling", "unsafe"), _negated=True),
                            models.Q(("telling_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="glass_unsafe_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), models.Q(("about", ""), _negated=True)
                        ),
                        name="glass_says_why_and_whom",
                    ),
                ],
            },
        ),
    ]
