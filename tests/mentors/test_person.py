"""The page of one person."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from mentors.models.blocks import Block
from tests.assessments.taking import tags, text
from tests.factories import NOW, make_mentor


def page(client, profile):
    return client.get(f"/mentors/people/{profile.person.code}/")


def test_page_shows_what_the_person_chose_to_show(ada_client):
    grace = make_mentor(
        name="Grace",
        headline="Compilers",
        offers=["tough-feedback"],
        wants=["team-trust"],
        hidden=["team-trust"],
        background=["qa", "Navy"],
        goals=[{"goal": "say-no", "priority": 2}],
    )

    shown = text(page(ada_client, grace))

    for words in (
        "Grace",
        "Compilers",
        "Giving tough feedback",
        "QA",
        "Navy",
        "Say no and keep the",
    ):
        assert words in shown
    assert "Being trusted" not in shown
    assert grace.person.email not in shown


def test_reasons_are_there_once_one_has_a_profile(ada_client, ada):
    grace = make_mentor(name="Grace", offers=["tough-feedback"])
    assert "Why they may fit" not in text(page(ada_client, grace))

    make_mentor(ada, wants=["tough-feedback"])

    assert "Offers: giving tough feedback" in text(page(ada_client, grace))


@pytest.mark.parametrize("values", [{"is_listed": False}, {"is_listed": False, "is_adult": False}])
def test_who_is_not_listed_is_not_found(ada_client, values):
    assert page(ada_client, make_mentor(**values)).status_code == 404


def test_block_hides_both_ways(ada_client, ada, grace_client, grace):
    ada_profile, grace_profile = make_mentor(ada), make_mentor(grace)
    assert page(ada_client, grace_profile).status_code == 200

    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    assert page(ada_client, grace_profile).status_code == 404
    assert page(grace_client, ada_profile).status_code == 404


def test_pause_is_said_with_its_date(ada_client):
    until = timezone.now().date() + timedelta(days=40)
    paused, full = make_mentor(paused_until=until), make_mentor(capacity=0)

    assert f"Takes no requests until {date_format(until)}." in text(page(ada_client, paused))
    assert "Takes no requests at the moment." in text(page(ada_client, full))
    assert "Takes no requests" not in text(page(ada_client, make_mentor()))


def test_own_page_is_a_preview_also_when_not_listed(ada_client, ada):
    own = make_mentor(ada, is_listed=False)

    response = page(ada_client, own)

    assert "You are not listed, so nobody sees it." in text(response)
    assert tags(response, "a", href="/mentors/profile/")
