"""The way in and out, one's own account, and people."""

from django.urls import path

from joinedup.apps.accounts.views import account, links, people, set_up, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/code", sign_in.second_step, name="code"),
    path("sign-in/passkey", sign_in.passkey, name="passkey"),
    path("sign-in/passkey/ask", sign_in.ask_passkey, name="ask-passkey"),
    path("sign-in/again", sign_in.again, name="again"),
    path("sign-in/set-up", set_up.set_up, name="set-up"),
    path("sign-in/set-up/picture", set_up.picture, name="set-up-picture"),
    path("sign-in/set-up/passkey", set_up.passkey, name="set-up-passkey"),
    path("sign-in/set-up/passkey/ask", set_up.ask_passkey, name="set-up-ask-passkey"),
    path("sign-in/forgotten", links.forgotten, name="forgotten"),
    path("sign-in/password/<str:token>", links.reset, name="reset"),
    path("join/<str:token>", links.join, name="join"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("desk/account", account.account, name="account"),
    path("desk/account/act-for", account.act_for, name="act-for"),
    path("desk/account/device", account.device, name="device"),
    path("desk/account/device/picture", account.picture, name="device-picture"),
    path("desk/account/passkey", account.passkey, name="new-passkey"),
    path("desk/account/passkey/ask", account.ask_passkey, name="ask-new-passkey"),
    path("desk/account/passkey/<int:key>/remove", account.passkey_gone, name="passkey-gone"),
    path("desk/account/codes", account.paper, name="paper"),
    path("desk/account/password", account.password, name="password"),
    path("desk/account/sign-out-everywhere", account.everywhere, name="everywhere"),
    path("desk/people", people.people_page, name="people"),
    path("desk/people/<int:key>", people.person_page, name="person"),
    path("desk/people/<int:key>/sign-out", people.end_sessions, name="end-sessions"),
    path("desk/people/sign-out", people.end_all_sessions, name="end-all-sessions"),
    path("desk/people/<int:key>/leave", people.leave, name="leave"),
    path("desk/people/<int:key>/anew", people.anew, name="anew"),
    path("desk/people/roles/<int:key>/end", people.end_role, name="end-role"),
    path("desk/people/organisations", people.organisations_page, name="organisations"),
    path("desk/people/invitations", people.invitations_page, name="invitations"),
    path("desk/people/invitations/<int:key>/withdraw", people.withdraw, name="withdraw"),
]
