"""Addresses of breaking glass and reviewing it."""

from django.urls import path

from joinedup.apps.glass import views

app_name = "glass"
urlpatterns = [
    path("desk/break-glass", views.break_glass, name="break"),
    path("desk/reviews", views.reviews, name="reviews"),
    path("desk/reviews/<int:pk>", views.review, name="review"),
]
