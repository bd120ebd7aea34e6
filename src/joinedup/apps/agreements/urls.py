"""Addresses of the agreements' pages."""

from django.urls import path

from joinedup.apps.agreements import views

app_name = "agreements"
urlpatterns = [path("data-flows", views.data_flows, name="flows")]
