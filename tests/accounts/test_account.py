"""The account page: name, level and path, display, and its links."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models.direction import Direction
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.direction import find_direction
from setframework.people.models import User

ACCOUNT, NAME, DIRECTION = "/account/", "/account/name/", "/account/direction/"


def test_page_is_for_the_person_only(client, db):
    for path in (ACCOUNT, NAME, DIRECTION, "/account/tokens/", "/account/data/"):
        assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
        assert client.post(path)["Location"] == f"/accounts/login/?next={path}"


def test_page_leads_to_everything_about_getting_in(ada_client):
    text = ada_client.get(ACCOUNT).content.decode()

    for name in (
        "account_email",
        "account_change_password",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
        "accounts:data",
    ):
        assert f'href="{reverse(name)}"' in text


def test_name_is_saved(ada, ada_client):
    response = ada_client.post(NAME, {"name": "  Ada Lovelace "})

    ada.refresh_from_db()
    assert response["Location"] == ACCOUNT
    assert ada.name == "Ada Lovelace"
    assert b"Your name is saved." in ada_client.get(ACCOUNT).content


def test_name_may_be_empty_or_in_any_script(ada, ada_client):
    for name in ("", "Zoë 阿达 👩🏽‍💻", "<b>Ada</b>"):
        ada_client.post(NAME, {"name": name})
        ada.refresh_from_db()
        assert ada.name == name
    assert b"<b>Ada" not in ada_client.get(ACCOUNT).content


@pytest.mark.parametrize("name", ["a" * 81, "a" * 10_000, "nul\x00"])
def test_bad_name_is_refused_with_a_summary(ada, ada_client, name):
    response = ada_client.post(NAME, {"name": name})

    ada.refresh_from_db()
    assert response.status_code == 200
    assert ada.name == "Ada"
    text = response.content.decode()
    assert "<title>Error: Your account" in text
    assert 'href="#id_name"' in text
    assert 'id="id_name_error"' in text
    assert response.wsgi_request.user.name == "Ada"


def test_posting_a_name_changes_nothing_else(ada, ada_client):
    ada_client.post(NAME, {"name": "Ada", "email": "x@example.org", "is_staff": "on"})

    ada.refresh_from_db()
    assert (ada.email, ada.is_staff) == ("ada@example.org", False)


def test_level_and_path_are_saved_with_their_day(ada, ada_client, questionnaire):
    level, aims_at = questionnaire.levels[1].key, questionnaire.levels[2].key
    path = questionnaire.paths[0].key
    fields = {"level": level, "aims_at": aims_at, "path": path}

    response = ada_client.post(DIRECTION, fields)
    ada_client.post(DIRECTION, fields)

    assert response["Location"] == ACCOUNT
    newest = find_direction(ada)
    assert (newest.level, newest.aims_at, newest.path) == (level, aims_at, path)
    assert Direction.objects.count() == 1
    form = ada_client.get(ACCOUNT).context["direction_form"]
    assert form.initial == fields


def test_level_can_be_taken_back(ada, ada_client, questionnaire):
    ada_client.post(DIRECTION, {"level": questionnaire.levels[1].key})

    ada_client.post(DIRECTION, {"level": "", "aims_at": "", "path": ""})

    newest = find_direction(ada)
    assert (newest.level, newest.aims_at, newest.path) == ("", "", "")


def test_choices_are_the_questionnaires(ada_client, questionnaire):
    fields = ada_client.get(ACCOUNT).context["direction_form"].fields

    names = [label for _key, label in fields["level"].choices][1:]
    assert names == [level.name for level in questionnaire.levels]
    names = [label for _key, label in fields["path"].choices][1:]
    assert names == [path.name for path in questionnaire.paths]


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "emperor"), ("aims_at", "\x00"), ("path", "x" * 10_000), ("level", "<script>")],
)
def test_unknown_level_or_path_is_refused(ada, ada_client, field, value):
    response = ada_client.post(DIRECTION, {field: value})

    assert list(response.context["direction_form"].errors) == [field]
    assert "<script>" not in response.content.decode()
    assert find_direction(ada) is None


def test_page_works_while_no_questionnaire_is_published(ada, ada_client):
    QuestionnaireVersion.objects.all()._raw_delete("default")

    assert ada_client.get(ACCOUNT).context["direction_form"] is None
    assert ada_client.post(DIRECTION, {}).status_code == 404


def test_display_is_kept_and_leads_back(ada_client):
    response = ada_client.post(reverse("display"), {"display": "dark", "next": ACCOUNT})

    assert response["Location"] == ACCOUNT
    page = ada_client.get(ACCOUNT)
    assert b'data-theme="dark"' in page.content
    assert page.context["display_form"].initial == {
        "display": "dark",
        "keys": "on",
        "next": ACCOUNT,
    }


def test_person_sees_only_their_own_name(ada, mallory_client):
    mallory_client.post(NAME, {"name": "Eve"})

    ada.refresh_from_db()
    assert ada.name == "Ada"
    assert b"ada@example.org" not in mallory_client.get(ACCOUNT).content


def test_two_tabs_the_later_one_counts(ada, ada_client):
    other = Client()
    other.force_login(ada)

    ada_client.post(NAME, {"name": "First"})
    other.post(NAME, {"name": "Second"})

    assert User.objects.get(pk=ada.pk).name == "Second"
