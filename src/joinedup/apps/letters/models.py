"""A letter as the database holds it: a name that says nothing, and bytes that only the key opens."""

from django.db import models


class Letter(models.Model):
    """What one message says and to which address. Taken out once it is sent, given up or left behind."""

    name = models.CharField(max_length=32, primary_key=True)
    sealed = models.BinaryField()
    put_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"letter:{self.name}"
