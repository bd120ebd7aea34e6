"""Addresses of the agreements' pages."""

from django.urls import path

from joinedup.apps.agreements import agreeing, desk, keeping, simulator, views

app_name = "agreements"
_ONE = "desk/agreements/held/<slug:slug>"
urlpatterns = [
    path("data-flows", views.data_flows, name="flows"),
    path("desk/agreements", desk.agreements, name="agreements"),
    path("desk/agreements/add", keeping.add, name="add"),
    path("desk/agreements/add-words", keeping.add_words, name="add-words"),
    path("desk/agreements/simulator", simulator.simulator, name="simulator"),
    path(_ONE, desk.agreement, name="agreement"),
    path(f"{_ONE}/edit", keeping.edit, name="edit"),
    path(f"{_ONE}/edit-words", keeping.edit_words, name="edit-words"),
    path(f"{_ONE}/agree", agreeing.agree, name="agree"),
    path(f"{_ONE}/stop", desk.stop, name="stop"),
    path(f"{_ONE}/renew", desk.renew, name="renew"),
    path(f"{_ONE}/words", desk.words, name="words"),
]
