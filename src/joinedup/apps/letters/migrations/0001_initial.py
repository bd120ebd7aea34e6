"""Letters that wait."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("put_at", models.DateTimeField()),
            ],
        ),
    ]
