"""The form that opens a programme."""

from datetime import UTC, datetime

import pytest
import time_machine

from mentors.models.programmes import Programme
from tests.assessments.taking import text, title
from tests.factories import NOW
from tests.teams.organisation import make_team

NEW = "/mentors/programmes/new/"
SENT = {
    "name": "Spring",
    "open_to": "teams",
    "first_day": "2026-11-24",
    "last_day": "2026-12-01",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(margaret_client, margaret):
    make_team(margaret, name="Team")
    return margaret_client


def test_manager_opens_one(client, margaret):
    response = client.post(
        NEW, SENT | {"text": "For us", "levels": ["associate", "staff"], "most": "40"}, follow=True
    )

    made = Programme.objects.get()
    assert response.redirect_chain[-1][0] == f"/mentors/programmes/{made.code}/"
    assert (made.organiser, made.name, made.text) == (margaret, "Spring", "For us")
    assert (made.levels, made.most, made.open_to) == (["associate", "staff"], 40, "teams")
    assert made.opens_at == datetime(2026, 11, 24, tzinfo=UTC)
    assert made.closes_at == datetime(2026, 12, 2, tzinfo=UTC)
    assert "24 November 2026 to 1 December 2026" in text(response)


def test_who_manages_nobody_finds_nothing(ada_client):
    assert ada_client.get(NEW).status_code == 404
    assert ada_client.post(NEW, SENT).status_code == 404
    assert not Programme.objects.exists()


def test_own_teams_are_proposed_to_managers_and_everybody_to_staff(client, margaret):
    assert client.get(NEW).context["form"]["open_to"].value() == "teams"

    margaret.is_staff = True
    margaret.save()
    assert client.get(NEW).context["form"]["open_to"].value() == "everybody"
    client.post(NEW, SENT)
    assert Programme.objects.get().open_to == "teams"


def test_staff_without_a_team_open_it_to_everybody(ada_client, ada):
    ada.is_staff = True
    ada.save()

    assert "Who may join" not in text(ada_client.get(NEW))
    ada_client.post(NEW, SENT)
    assert Programme.objects.get().open_to == "everybody"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a" * 81}, "name"),
        ({"name": "nul\x00"}, "name"),
        ({"text": "a" * 10_000}, "text"),
        ({"first_day": ""}, "first_day"),
        ({"last_day": "soon"}, "last_day"),
        ({"last_day": "2026-11-23"}, "last_day"),
        ({"first_day": "2026-12-02"}, "last_day"),
        ({"last_day": "9999-12-31"}, "last_day"),
        ({"first_day": "0001-01-01"}, "last_day"),
        ({"levels": ["king"]}, "levels"),
        ({"open_to": ""}, "open_to"),
        ({"open_to": "friends"}, "open_to"),
        ({"most": "1"}, "most"),
        ({"most": "9" * 400}, "most"),
    ],
)
def test_mistake_is_said_and_nothing_opened(client, values, field):
    response = client.post(NEW, SENT | values)

    assert list(response.context["form"].errors) == [field]
    assert title(response).startswith("Error: ")
    assert not Programme.objects.exists()
