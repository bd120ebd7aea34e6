"""Addresses of the pages of challenges; those where one is made lie with the claim that it is about."""

from django.urls import path

from joinedup.apps.scrutiny import views

app_name = "scrutiny"
urlpatterns = [
    path("desk/challenges", views.challenges, name="challenges"),
    path("desk/challenges/<int:number>", views.challenge, name="challenge"),
]
