"""The page that throws away the answers of a visitor."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models.taking import Assessment
from setframework.people import visitors
from tests.accounts.people import hold_draft
from tests.factories import make_assessment, make_responses, make_visitor_draft


@pytest.fixture
def draft(set_version) -> Assessment:
    """What a visitor answered: nine of the items."""
    answers = list(make_responses(set_version).items())[:9]
    return make_visitor_draft(dict(answers), at=timezone.now())


def test_discarding_asks_first_and_then_deletes(client, draft):
    hold_draft(client, draft.code)
    address = reverse("accounts:discard")

    assert b"9 of " in client.get(address).content
    assert Assessment.objects.filter(pk=draft.pk).exists()

    response = client.post(address)

    assert response["Location"] == "/"
    assert not Assessment.objects.filter(pk=draft.pk).exists()
    assert visitors.read(client.session) is None
    assert client.post(address)["Location"] == "/"


def test_discarding_without_a_draft_deletes_nothing(client, draft, ada):
    hers = make_assessment(ada, completed=False)
    hold_draft(client, hers.code)

    client.post(reverse("accounts:discard"))

    assert Assessment.objects.filter(pk__in=[draft.pk, hers.pk]).count() == 2
