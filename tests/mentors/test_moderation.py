"""The moderators' queue in the admin."""

import pytest
from django.test import Client

from mentors.models import Mentorship, Report
from mentors.services import IsParty, decide_report, report
from tests.assessments.taking import text
from tests.factories import NOW, make_mentorship, make_user

QUEUE = "/admin/mentors/report/"


@pytest.fixture
def moderator(set_version):
    return make_user("staff@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def client(moderator):
    client = Client()
    client.force_login(moderator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def reported(ada, grace):
    return report(
        reporter=ada, reported=grace, category="spam", evidence="Buy it", words="Twice", at=NOW
    )


def decide(client, action, *reports):
    chosen = {"action": action, "_selected_action": [each.pk for each in reports]}
    return client.post(QUEUE, chosen, follow=True)


def test_queue_shows_the_evidence_and_hides_who_reported(client, reported, ada, grace):
    for address in (QUEUE, f"{QUEUE}{reported.pk}/change/"):
        page = text(client.get(address))
        assert grace.email in page
        assert ada.email not in page
        assert "Ada" not in page
    assert "Buy it" in page


def test_upheld_report_ends_what_is_open_between_the_two(client, reported, moderator, ada, grace):
    mentorship = make_mentorship(grace, ada)

    decide(client, "uphold", reported)
    decide(client, "dismiss", reported)

    reported.refresh_from_db()
    mentorship.refresh_from_db()
    assert (reported.state, reported.decided_by) == (Report.State.UPHELD, moderator)
    assert mentorship.state == Mentorship.State.CANCELLED


def test_dismissed_report_changes_nothing_else(client, reported, ada, grace):
    mentorship = make_mentorship(grace, ada)

    decide(client, "dismiss", reported)

    reported.refresh_from_db()
    mentorship.refresh_from_db()
    assert (reported.state, mentorship.state) == (Report.State.DISMISSED, "active")


@pytest.mark.parametrize("side", ["reporter", "reported"])
def test_moderator_neither_sees_nor_decides_their_own(client, moderator, ada, side):
    parties = {"reporter": ada, "reported": ada} | {side: moderator}
    own = report(**parties, category="other", evidence="", words="Own words", at=NOW)

    assert "Own words" not in text(client.get(QUEUE))
    assert client.get(f"{QUEUE}{own.pk}/change/").status_code in {302, 404}
    decide(client, "dismiss", own)
    own.refresh_from_db()
    assert own.state == Report.State.OPEN
    with pytest.raises(IsParty):
        decide_report(moderator=moderator, report=own, upheld=True, at=NOW)
