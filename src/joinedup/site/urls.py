"""Which address leads where."""

from django.urls import URLPattern, URLResolver, include, path

from joinedup.site import pages, well_known
from joinedup.site.desk import desk
from joinedup.site.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("", pages.home, name="home"),
    path("desk", desk, name="desk"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("cookies", pages.cookies, name="cookies"),
    path("privacy", pages.privacy, name="privacy"),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path("", include("joinedup.apps.accounts.urls")),
    path("", include("joinedup.apps.accounts.with_others_urls")),
    path("", include("joinedup.apps.directory.urls")),
    path("", include("joinedup.apps.agreements.urls")),
    path("", include("joinedup.apps.scrutiny.urls")),
    path("", include("joinedup.apps.tokens.urls")),
    path("", include("joinedup.apps.insight.urls")),
    path("", include("joinedup.apps.oversight.urls")),
    path("", include("joinedup.apps.operations.urls")),
    path("", include("joinedup.apps.glass.urls")),
]
handler500 = "joinedup.site.pages.server_error"
