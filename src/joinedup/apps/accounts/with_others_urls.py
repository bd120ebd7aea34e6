"""The way to an account of elsewhere and back, under the names by which django-allauth asks for them."""

from django.urls import path

from joinedup.apps.accounts.views import with_others

urlpatterns = [
    path("sign-in/with/<slug:provider_id>", with_others.leaving, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back", with_others.callback, name="openid_connect_callback"),
]
