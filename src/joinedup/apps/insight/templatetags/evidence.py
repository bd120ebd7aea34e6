"""A figure, and the status of a definition, as every evidence page writes them: in Python, because tables are long."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from joinedup.shelf.records import ShelfFigure

register = template.Library()


@register.simple_tag
def told(one: ShelfFigure) -> str:
    """Return a figure in words: a number leads to its claim, a hidden one to why it is hidden."""
    if one.is_hidden:
        return format_html('<a class="govuk-link" href="#hidden">{}</a>', one.text)
    if one.is_visible and one.claim_id:
        return format_html(
            '<a class="govuk-link" href="{}">{}</a>', reverse("insight:claim", args=[one.claim_id]), one.text
        )
    return format_html("{}", one.text)


@register.simple_tag
def badge(is_verified: bool) -> str:
    """Return whether a definition was read in its source, in words and colour."""
    colour, said = ("green", "read in its source") if is_verified else ("yellow", "not verified")
    return format_html('<strong class="govuk-tag govuk-tag--{}">Definition {}</strong>', colour, said)
