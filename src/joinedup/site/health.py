"""Whether the site can do its work: for whatever watches it, not for people."""

from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from joinedup import __version__


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say ok and the version once both databases have answered; 503 where one does not."""
    try:
        for connection in connections.all():
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
