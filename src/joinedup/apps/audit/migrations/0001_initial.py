"""The two tables, the one row that every line follows, and what the database refuses."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.crypto import get_random_string

from joinedup.apps.audit import guards


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the end of a chain that has no line yet, under a name of its own."""
    end = apps.get_model("audit", "ChainEnd")
    end.objects.using(schema_editor.connection.alias).create(id=1, mark=get_random_string(32), number=0, seal="")


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in guards.made(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """There is no way back: what was done stays written."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=32)),
                ("act", models.CharField(max_length=100)),
                ("by", models.CharField(max_length=100, null=True)),
                ("about", models.CharField(max_length=100)),
                ("reason", models.CharField(max_length=100, null=True)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "audit_line",
                "indexes": [
                    models.Index(fields=["by"], name="audit_line_by"),
                    models.Index(fields=["about"], name="audit_line_about"),
                    models.Index(fields=["at"], name="audit_line_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChainEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32)),
                ("number", models.BigIntegerField()),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "audit_end",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_end_is_one_row"),
                ],
            },
        ),
        migrations.RunPython(begin),
        migrations.RunPython(guard),
    ]
