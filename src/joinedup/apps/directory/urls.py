"""Addresses of the public pages."""

from django.urls import path

from joinedup.apps.directory import views

app_name = "directory"
urlpatterns = [
    path("help", views.get_help, name="help"),
    path("services", views.services, name="services"),
    path("services/<slug:slug>", views.service, name="service"),
]
