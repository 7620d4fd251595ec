"""The first page: its promises come from the questionnaire, in two queries."""

import copy

from django.conf import settings
from django.urls import reverse

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.questionnaires import _read
from assessments.services.questionnaires import publish_questionnaire
from tests.factories import NOW


def test_landing_shows_every_item_scale_and_level(client, questionnaire, text_of):
    words = text_of(client.get("/"))

    shown = [item.title for item in questionnaire.items]
    shown += [scale.name for scale in questionnaire.scales]
    shown += [scale.summary for scale in questionnaire.scales]
    shown += [level.name for level in questionnaire.levels]
    assert [each for each in shown if each not in words] == []


def test_landing_counts_what_the_questionnaire_holds(client, questionnaire, text_of):
    words = text_of(client.get("/"))

    assert f"Answer {len(questionnaire.items)} plain questions" in words
    assert "About 10 minutes." in words
    lowest, highest = questionnaire.levels[0], questionnaire.levels[-1]
    assert f"From {lowest.name} to {highest.name}" in words


def test_landing_leads_to_the_start(client, set_version):
    page = client.get("/").content.decode()

    assert f'<a class="button" href="{reverse("assessments:start")}">' in page


def test_sample_shows_the_same_numbers_as_drawing_and_table(client, questionnaire):
    sample = client.get("/").context["sample"]

    scale, level = questionnaire.scales[0], questionnaire.levels[3]
    assert sample["level"] == level
    assert [row["target"] for row in sample["rows"]] == [item.targets[3] for item in scale.items]
    drawn = {
        series["kind"]: [mark["value"] for mark in series["markers"]]
        for series in sample["radar"]["series"]
    }
    for kind in ("now", "target"):
        assert drawn[kind] == [row[kind] for row in sample["rows"]]
    changed = [row["before"] for row in sample["rows"] if row["before"] != row["now"]]
    assert drawn["before"] == changed


def test_sample_takes_the_middle_rung_of_a_ladder_whose_orders_have_gaps(client, set_version):
    document = copy.deepcopy(set_version.document)
    document["framework"]["version"] = 2
    for level in document["levels"]:
        level["order"] *= 10
    publish_questionnaire(document=document, at=NOW)

    sample = client.get("/").context["sample"]

    assert sample["level"].key == "senior-staff"
    assert [row["target"] for row in sample["rows"]] == [3] * 9


def test_landing_asks_at_most_two_queries(client, set_version, django_assert_max_num_queries):
    _read.cache_clear()
    with django_assert_max_num_queries(2):
        client.get("/")


def test_landing_is_home_for_a_person(ada_client, text_of):
    words = text_of(ada_client.get("/"))

    assert "Four steps to begin." in words
    assert "Start the assessment" not in words


def test_landing_says_calmly_that_nothing_is_published(client, db, text_of):
    QuestionnaireVersion.objects.all().delete()

    response = client.get("/")

    assert response.status_code == 200
    assert "its questions have not been published" in text_of(response)


def test_landing_sets_no_cookie(client, set_version):
    response = client.get("/")

    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert settings.CSRF_COOKIE_NAME not in response.cookies


def test_landing_takes_no_post(client, set_version):
    assert client.post("/").status_code == 405
