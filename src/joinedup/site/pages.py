"""Pages about the site itself, and the one shown when a page fell over."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from joinedup.site.context import about


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the way to help, to services and to what else there is."""
    return render(request, "home.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "accessibility.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Show which cookies there are, and why."""
    return render(request, "cookies.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what the site keeps of those who read it."""
    return render(request, "privacy.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Show that it is our fault; without request or database, either of which may be what is broken."""
    return HttpResponseServerError(render_to_string("500.html", about()))
