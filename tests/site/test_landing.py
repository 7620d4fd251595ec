"""The first page: its promises come from the questionnaire, in two queries."""

from django.conf import settings
from django.urls import reverse

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.questionnaires import _read
from tests.assessments.taking import hold
from tests.factories import make_visitor_draft, make_visitor_result


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


def test_landing_leads_to_a_sample_result(client, set_version):
    page = client.get("/").content.decode()

    assert f'<a href="{reverse("sample")}">Look at a sample result</a>' in page


def test_landing_promises_the_result_before_an_account(client, set_version, text_of):
    promise = "Free and open source. See your result first; make an account only to keep it."

    assert promise in text_of(client.get("/"))


def test_landing_leads_back_to_the_result_of_this_browser(client, set_version):
    result = make_visitor_result()
    url = f'href="{reverse("assessments:result", args=[result.code])}"'
    assert url not in client.get("/").content.decode()
    hold(client, result)

    page = client.get("/")

    assert url in page.content.decode()
    assert reverse("assessments:start") not in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"


def test_landing_starts_where_answers_wait_without_a_result(client, set_version):
    hold(client, make_visitor_draft({"team-trust": 3}))

    assert reverse("assessments:start") in client.get("/").content.decode()


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
