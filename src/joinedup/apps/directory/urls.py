"""Addresses of the public pages, and of those by which entries are kept."""

from django.urls import path

from joinedup.apps.directory import keeping, views

app_name = "directory"
urlpatterns = [
    path("help", views.get_help, name="help"),
    path("services", views.services, name="services"),
    path("services/<slug:slug>", views.service, name="service"),
    path("desk/services", keeping.kept, name="kept"),
    path("desk/services/add", keeping.add, name="add"),
    path("desk/services/<slug:slug>/edit", keeping.edit, name="edit"),
    path("desk/services/<slug:slug>/confirm", keeping.confirm, name="confirm"),
    path("desk/services/<slug:slug>/close", keeping.close, name="close"),
]
