"""Filters of the agreements' templates."""

from collections.abc import Iterable

from django.forms import Form
from django.template import Library

register = Library()


@register.filter
def split_at_bars(text: str) -> list[str]:
    """Return what stands between the bars."""
    return text.split("|")


@register.filter
def any_faults(forms: Iterable[Form]) -> bool:
    """Return whether any of the forms that were sent has a fault; those that were not are asked nothing."""
    return any(one.is_bound and one.errors for one in forms)
