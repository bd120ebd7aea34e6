"""What Django calls the project itself: it holds the templates and the built look."""

from django.apps import AppConfig


class Site(AppConfig):
    """The project as an app."""

    name = "joinedup.site"
    label = "site"

    def ready(self) -> None:
        """Have what must stand before the site is served looked at."""
        from django.core.checks import register

        from joinedup.site.built import look_is_built

        register(look_is_built)
