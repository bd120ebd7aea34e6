"""Addresses of the evidence pages."""

from django.urls import path, re_path

from joinedup.apps.insight import desk, downloads, second_reading, views
from joinedup.apps.insight.api.urls import urlpatterns as api

app_name = "insight"
urlpatterns = [
    path("evidence", views.home, name="home"),
    path("evidence/indicators", views.catalogue, name="catalogue"),
    path("evidence/indicators/<slug:slug>", views.indicator, name="indicator"),
    path("evidence/areas/<slug:code>", views.area, name="area"),
    path("evidence/claims/<path:claim_id>", views.claim, name="claim"),
    path("evidence/documents", views.documents, name="documents"),
    path("evidence/feeds", views.feeds, name="feeds"),
    re_path(r"^evidence/(?P<number>[0-9]{1,9})/charts/(?P<name>[0-9a-f]{64})\.svg$", downloads.chart, name="chart"),
    re_path(r"^evidence/(?P<number>[0-9]{1,9})/tables/(?P<slug>[a-z0-9-]+)\.csv$", downloads.table, name="table"),
    re_path(r"^evidence/(?P<number>[0-9]{1,9})/documents/(?P<name>[a-z0-9.-]+)$", downloads.document, name="document"),
    path("evidence/documents/<slug:slug>/audiences", views.audiences, name="audiences"),
    path("desk/challenge/<path:claim_id>", second_reading.challenge, name="challenge"),
    path("desk/sign-off/<int:number>/<slug:slug>", second_reading.sign_off, name="sign-off"),
    path("desk/feeds", desk.feeds, name="desk-feeds"),
    path("desk/feeds/<slug:slug>", desk.feed, name="desk-feed"),
    *api,
]
