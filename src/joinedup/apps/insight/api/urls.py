"""Addresses of the interface. Each that is not there is answered by the interface too."""

from django.urls import URLPattern, path

from joinedup.apps.insight.api import views
from joinedup.apps.insight.api.endpoints import ENDPOINTS, ROOT

urlpatterns: list[URLPattern] = [
    path(f"{ROOT}openapi.json", views.description, name="api-description"),
    *(path(one.route, one.view, name=one.name) for one in ENDPOINTS),
    path(f"{ROOT}<path:rest>", views.nothing, name="api-nothing"),
]
