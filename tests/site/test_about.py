"""The page about the origin of the questions."""

from assessments.models.questionnaires import QuestionnaireVersion


def test_about_credits_the_source_and_says_what_is_ours(client, questionnaire, text_of):
    words = text_of(client.get("/about/"))

    assert questionnaire.source["title"] in words
    assert questionnaire.source["note"] in words
    assert questionnaire.targets_note in words
    assert questionnaire.disclaimer in words
    assert f"version {questionnaire.version}" in words
    assert f"{questionnaire.license} licence" in words


def test_about_links_the_source_code_where_the_operator_gives_it(client, set_version, settings):
    settings.SOURCE_URL = "https://code.example.org/set"

    assert 'href="https://code.example.org/set"' in client.get("/about/").content.decode()


def test_about_answers_before_anything_is_published(client, db):
    QuestionnaireVersion.objects.all().delete()

    response = client.get("/about/")

    assert response.status_code == 200
    assert response.context["questionnaire"] is None
