"""Which address leads where."""

from django.urls import URLPattern, URLResolver, path

from joinedup.site.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
]
