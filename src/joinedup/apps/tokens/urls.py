"""Addresses of the pages of tokens."""

from django.urls import path

from joinedup.apps.tokens import views

app_name = "tokens"
urlpatterns = [
    path("desk/tokens", views.tokens, name="tokens"),
    path("desk/tokens/new", views.new, name="new"),
    path("desk/tokens/<int:token>/revoke", views.revoke, name="revoke"),
]
