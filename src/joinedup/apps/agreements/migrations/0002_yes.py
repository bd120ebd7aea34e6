"""Each party says yes to an edition by itself; what was entered before this counts as it did."""

from typing import Any

from django.db import migrations, models
from django.db.models import deletion


def _as_it_counted(apps: Any, _schema: Any) -> None:
    apps.get_model("agreements", "Edition").objects.update(agreed_at=models.F("entered_at"))


class Migration(migrations.Migration):
    """The instant from which an edition counts, the yes of each party, and whose stop it is."""

    dependencies = [("agreements", "0001_initial")]

    operations = [
        migrations.AddField("Edition", "agreed_at", models.DateTimeField(null=True)),
        migrations.RunPython(_as_it_counted, migrations.RunPython.noop),
        migrations.AddField("Stopped", "organisation", models.SlugField(blank=True, default="", max_length=80)),
        migrations.CreateModel(
            name="Yes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.SlugField(max_length=80)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=100)),
                (
                    "edition",
                    models.ForeignKey(on_delete=deletion.CASCADE, related_name="said_yes", to="agreements.edition"),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "organisation"), name="agreements_yes_once")
                ],
            },
        ),
    ]
