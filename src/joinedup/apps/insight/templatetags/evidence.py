"""A figure, and the status of a definition, as every evidence page writes them: in Python, because tables are long."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from joinedup.apps.insight import kept
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


class _OfVersion(template.Node):
    def __init__(self, inside: template.NodeList) -> None:
        self._inside = inside

    def render(self, context: template.Context) -> SafeString:
        """Return what stands inside, as it was made for this version and page before."""
        of = context.get("made_of")
        return self._inside.render(context) if of is None else kept.kept(of, lambda: self._inside.render(context))


@register.tag
def of_version(parser: Any, token: Any) -> _OfVersion:
    """Keep what stands until `end_of_version`: nothing in it may depend on who asks, or on when."""
    inside = parser.parse(("end_of_version",))
    parser.delete_first_token()
    return _OfVersion(inside)
