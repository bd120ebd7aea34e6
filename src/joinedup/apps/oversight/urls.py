"""Addresses of the record of acts."""

from django.urls import path

from joinedup.apps.oversight import views

app_name = "oversight"
urlpatterns = [
    path("desk/audit", views.acts, name="acts"),
    path("desk/audit/check", views.check, name="check"),
    path("desk/own-acts", views.own, name="own"),
]
