"""Addresses of messages and releases."""

from django.urls import path

from joinedup.apps.operations import views

app_name = "operations"
urlpatterns = [
    path("desk/messages", views.messages, name="messages"),
    path("desk/messages/<int:pk>/again", views.again, name="again"),
    path("desk/releases", views.releases, name="releases"),
    path("desk/releases/new", views.new_release, name="new_release"),
]
