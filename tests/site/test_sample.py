"""The sample result: a whole result page of made-up answers, the same for everybody."""

import copy

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.services.questionnaires import publish_questionnaire
from tests.factories import NOW
from tests.scoring.questionnaires import GRID, read_file

SAMPLE = "/sample/"
# Ways on that need an account, or belong to one person.
NEED_AN_ACCOUNT = ("/plan/", "/mentors/", "/direction/", "/brief/", "/history/", "/assessments/0")


def test_sample_is_a_whole_result_and_says_that_it_is_made_up(client, questionnaire, text_of):
    response = client.get(SAMPLE)

    names = {template.name for template in response.templates}
    assert {"assessments/result.html", "assessments/_result_cards.html"} <= names
    words = text_of(response)
    assert "A sample result" in words
    assert "Made up: nobody gave these answers." in words
    assert "Made up" in response.content.decode().partition("data-sample")[2][:80]
    assert [scale.name for scale in questionnaire.scales if scale.name not in words] == []
    page = response.context["page"]
    assert len(page.gaps) == len(page.strengths) == 3
    assert len(page.chances) == 2
    assert page.previous is not None


def test_sample_offers_nothing_that_needs_an_account(client, set_version):
    page = client.get(SAMPLE).content.decode()

    assert [each for each in NEED_AN_ACCOUNT if f'href="{each}' in page] == []
    assert "<form" not in page
    assert f'<a class="button" href="{reverse("assessments:start")}">' in page


def test_sample_compares_like_a_real_result(client, questionnaire):
    page = client.get(SAMPLE).context["page"]
    assert (page.level.key, page.scale) == ("senior-staff", questionnaire.scales[0])

    query = {"scale": "technical", "level": "principal", "path": "people-manager"}
    page = client.get(SAMPLE, query).context["page"]

    assert (page.level.key, page.scale.key, page.profile.path) == (
        "principal",
        "technical",
        "people-manager",
    )
    assert client.get(SAMPLE, {"level": ""}).context["page"].level is None
    kept = "level=principal&amp;path=people-manager"
    assert f'hx-get="?scale=technical&amp;{kept}"' in client.get(SAMPLE, query).content.decode()


@pytest.mark.parametrize("name", ["scale", "level", "path"])
def test_sample_of_something_unknown_is_not_found(client, set_version, name):
    assert client.get(SAMPLE, {name: "no-such"}).status_code == 404


def test_sample_is_the_same_each_time_and_stores_nothing(client, set_version):
    first = client.get(SAMPLE)
    with CaptureQueriesContext(connection) as queries:
        second = client.get(SAMPLE)

    assert first.content == second.content
    assert [sql["sql"] for sql in queries if not sql["sql"].startswith("SELECT")] == []
    assert len(queries) == 1
    assert not Assessment.objects.exists()


def test_caches_and_search_engines_may_keep_the_sample(client, set_version):
    response = client.get(SAMPLE)

    assert response["Cache-Control"] == "public, max-age=600"
    assert "Cookie" in response["Vary"]
    assert "X-Robots-Tag" not in response
    assert b"noindex" not in response.content
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert settings.CSRF_COOKIE_NAME not in response.cookies


def test_sample_of_somebody_logged_in_is_in_no_cache(ada_client):
    response = ada_client.get(SAMPLE)

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"


def test_sample_takes_the_middle_rung_of_a_ladder_whose_orders_have_gaps(client, set_version):
    document = copy.deepcopy(set_version.document)
    document["framework"]["version"] = 2
    for level in document["levels"]:
        level["order"] *= 10
    publish_questionnaire(document=document, at=NOW)

    page = client.get(SAMPLE).context["page"]

    assert page.level.key == "senior-staff"
    assert [row.aim for row in page.panel.rows] == [3] * 9


def test_sample_of_a_questionnaire_of_another_shape(client, settings, set_version):
    publish_questionnaire(document=read_file(GRID), at=NOW)
    settings.QUESTIONNAIRE = read_file(GRID)["framework"]["key"]

    for address in (SAMPLE, "/"):
        assert client.get(address).status_code == 200


def test_sample_says_calmly_that_nothing_is_published(client, db, text_of):
    QuestionnaireVersion.objects.all().delete()

    assert "its questions have not been published" in text_of(client.get(SAMPLE))
