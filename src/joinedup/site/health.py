"""Whether the site can do its work: for whatever watches it, not for people."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from joinedup import __version__


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say ok and the version once the database has answered; 503 where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
