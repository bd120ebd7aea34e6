"""The outbox."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("to", models.CharField(max_length=100)),
                ("by", models.CharField(max_length=100, null=True)),
                ("letter", models.CharField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("claimed", "Being sent"),
                            ("handing", "Being handed over"),
                            ("sent", "Sent"),
                            ("bounced", "Could not be delivered"),
                            ("unsure", "Perhaps sent"),
                            ("lost", "Words gone before it was sent"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(default="", max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "due_at"], name="message_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "claimed", "handing", "sent", "bounced", "unsure", "lost"])
                        ),
                        name="message_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("state__in", ("sent", "bounced", "lost"))),
                            models.Q(
                                models.Q(("state__in", ("sent", "bounced", "lost")), _negated=True), ("ended_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="message_ended_with_its_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("sent", "bounced", "lost")), _negated=True),
                            ("letter", ""),
                            _connector="OR",
                        ),
                        name="message_ended_keeps_no_words",
                    ),
                ],
            },
        ),
    ]
