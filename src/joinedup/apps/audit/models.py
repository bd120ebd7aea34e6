"""The chain of acts as a database holds it: lines that are only added, and which of them is the last."""

from django.db import models


class Line(models.Model):
    """One act. Ids and codes only, never content: whoever reads this learns who did what to which, and no more."""

    number = models.BigIntegerField(primary_key=True)
    # As text: what is sealed is what stands here, to the letter, whatever a database makes of instants.
    at = models.CharField(max_length=32)
    act = models.CharField(max_length=100)
    by = models.CharField(max_length=100, null=True)
    about = models.CharField(max_length=100)
    reason = models.CharField(max_length=100, null=True)
    seal = models.CharField(max_length=64)

    class Meta:
        """Looked up by whom, and about what."""

        db_table = "audit_line"
        indexes = (
            models.Index(fields=["by"], name="audit_line_by"),
            models.Index(fields=["about"], name="audit_line_about"),
            models.Index(fields=["at"], name="audit_line_at"),
        )

    def __str__(self) -> str:
        return f"line {self.number}"


class ChainEnd(models.Model):
    """The last line, in the one row of its table: writers lock it, so that each line has one that follows it."""

    mark = models.CharField(max_length=32)
    """A name that no other database's chain has: its lines fit nowhere else."""
    number = models.BigIntegerField()
    seal = models.CharField(max_length=64)

    class Meta:
        """One row, its id 1."""

        db_table = "audit_end"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_end_is_one_row"),)

    def __str__(self) -> str:
        return f"end at line {self.number}"
