"""The list of browsers in which a person is logged in."""

from allauth.usersessions.models import UserSession
from django.test import Client

from tests.accounts.people import log_in

SESSIONS = "/accounts/sessions/"


def test_page_lists_the_browsers_and_ends_the_others(ada):
    here, there = Client(headers={"user-agent": "Here"}), Client(headers={"user-agent": "There"})
    log_in(here, ada.email)
    log_in(there, ada.email)
    text = here.get(SESSIONS).content.decode()
    assert "Here" in text
    assert "There" in text

    here.post(SESSIONS)

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert b"You are logged in nowhere else." in here.get(SESSIONS).content


def test_page_shows_nobody_elses(ada, mallory):
    hers, his = Client(headers={"user-agent": "Hers"}), Client(headers={"user-agent": "His"})
    log_in(hers, ada.email)
    log_in(his, mallory.email)

    assert b"Hers" not in his.get(SESSIONS).content
    his.post(SESSIONS)

    assert hers.get("/account/").status_code == 200


def test_odd_browser_name_is_shown_as_text(ada):
    client = Client(headers={"user-agent": "<script>x</script>" + "a" * 10_000})

    log_in(client, ada.email)

    assert b"&lt;script&gt;" in client.get(SESSIONS).content
    assert len(UserSession.objects.get().user_agent) == 200
