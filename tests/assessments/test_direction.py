"""The page about where one is and wants to be, and technologies of one's own."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from assessments import services
from assessments.models import Direction, KeyTechnology
from assessments.selectors import find_direction, list_directions
from tests.factories import NOW, make_assessment, make_key_technology

WHOLE = {
    "level": "staff",
    "aims_at": "principal",
    "by_on": "2027-12-31",
    "path": "technologist",
    "brings": "feeling-stagnant",
    "holds_back": ["time", "confidence"],
    "note": "More room to design.",
}
URL = "/direction/"


def test_whole_direction_is_kept_and_answered_with_what_may_help(ada, ada_client, questionnaire):
    response = ada_client.post(URL, WHOLE, follow=True)

    assert response.redirect_chain == [(URL, 302)]
    kept = find_direction(ada)
    assert kept.by_on == date(2027, 12, 31)
    assert (kept.level, kept.aims_at, kept.path) == ("staff", "principal", "technologist")
    assert (kept.brings, kept.holds_back) == ("feeling-stagnant", ["time", "confidence"])
    page = response.content.decode()
    texts = {each.key: each.text for each in questionnaire.direction.holds_back}
    assert 'data-counsel="feeling-stagnant"' in page
    assert texts["time"] in page
    assert texts["confidence"] in page
    assert texts["place"] not in page


def test_money_gives_its_counsel_and_is_stored_nowhere(ada, ada_client, questionnaire):
    response = ada_client.post(URL, WHOLE | {"holds_back": ["money", "time"]})

    texts = {each.key: each.text for each in questionnaire.direction.holds_back}
    assert texts["money"] in response.content.decode()
    assert find_direction(ada).holds_back == ["time"]
    later = ada_client.get(URL).content.decode()
    assert texts["money"] not in later
    assert texts["time"] in later


def test_same_direction_twice_is_one_row(ada, ada_client):
    for _ in range(2):
        ada_client.post(URL, WHOLE)

    assert Direction.objects.filter(person=ada).count() == 1


def test_a_change_of_aim_keeps_the_earlier_one(ada):
    services.set_direction(person=ada, at=NOW, aims_at="staff", note="First")
    services.set_direction(person=ada, at=NOW + timedelta(days=90), aims_at="principal")

    assert [(each.aims_at, each.note) for each in list_directions(ada)] == [
        ("staff", "First"),
        ("principal", "First"),
    ]


def test_account_page_changes_only_what_it_shows(ada, ada_client):
    ada_client.post(URL, WHOLE)

    ada_client.post(
        "/account/direction/", {"level": "principal", "aims_at": "", "path": "technologist"}
    )

    kept = find_direction(ada)
    assert (kept.level, kept.aims_at) == ("principal", "")
    assert (kept.brings, kept.note) == ("feeling-stagnant", "More room to design.")


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "boss"), ("brings", "x"), ("holds_back", ["x"]), ("by_on", "31.12.2027")],
)
def test_wrong_value_is_said_beside_its_field_and_nothing_is_lost(ada, ada_client, field, value):
    response = ada_client.post(URL, WHOLE | {field: value})

    page = response.content.decode()
    assert "There is a problem" in page
    assert "<title>Error:" in page.replace("\n", "")
    assert "More room to design." in page
    assert find_direction(ada) is None


def test_another_persons_direction_is_not_shown(ada, ada_client, mallory_client):
    ada_client.post(URL, WHOLE)

    assert "More room to design." not in mallory_client.get(URL).content.decode()


def test_technology_is_named_rated_again_and_removed(ada, ada_client):
    data = {"name": "Rust", "value": "2", "evidence": "A parser", "happened_on": "2026-01-31"}
    page = ada_client.post("/direction/technologies/", data, follow=True).content.decode()
    rust = KeyTechnology.objects.get(person=ada)
    assert "A parser" in page

    ada_client.post(f"/direction/technologies/{rust.code}/", data | {"value": "3"})
    rust.refresh_from_db()
    assert rust.value == 3

    for _ in range(2):
        ada_client.post(f"/direction/technologies/{rust.code}/remove/")
    assert not KeyTechnology.objects.exists()


def test_fourth_technology_is_refused_with_what_to_do(ada, ada_client):
    for name in ("Python", "SQL", "Rust"):
        make_key_technology(ada, name)

    response = ada_client.post("/direction/technologies/", {"name": "Go", "value": "1"})

    assert "Three are enough. Remove one" in response.content.decode()
    assert KeyTechnology.objects.count() == 3


def test_same_technology_twice_is_one_and_another_rating_is_refused(ada, ada_client):
    data = {"name": "Rust", "value": "2"}
    for _ in range(2):
        ada_client.post("/direction/technologies/", data)
    response = ada_client.post("/direction/technologies/", {"name": "rust", "value": "4"})

    assert "You have named this one already." in response.content.decode()
    assert [each.value for each in KeyTechnology.objects.all()] == [2]


def test_renaming_to_a_named_one_is_refused(ada, ada_client):
    make_key_technology(ada, "Python")
    rust = make_key_technology(ada, "Rust")

    response = ada_client.post(
        f"/direction/technologies/{rust.code}/", {"name": "python", "value": "1"}
    )

    assert "You have named this one already." in response.content.decode()


def test_technologies_stand_beside_their_scale_and_change_no_score(ada, ada_client):
    assessment = make_assessment(ada)
    url = f"/assessments/{assessment.code}/result/"
    before = ada_client.get(url + "?scale=technical").context["page"].profile
    make_key_technology(ada, "Fortran", value=4)

    response = ada_client.get(url + "?scale=technical")

    assert 'data-technology="Fortran"' in response.content.decode()
    assert response.context["page"].profile == before
    assert "Fortran" not in ada_client.get(url + "?scale=soft-skills").content.decode()
    assert "Fortran" not in ada_client.get(url + "?print=1&scale=technical").content.decode()


def test_page_of_a_technology_needs_few_queries(ada, ada_client, django_assert_num_queries):
    url = f"/direction/technologies/{make_key_technology(ada).code}/"
    ada_client.get(url)
    with django_assert_num_queries(4):  # session, user, technology, version
        ada_client.get(url)


def test_database_refuses_a_value_off_the_scale(ada):
    with pytest.raises(IntegrityError, match="a_key_technology_is_on_the_scale"):
        KeyTechnology.objects.create(person=ada, name="X", value=5, rated_at=NOW)


def test_database_refuses_the_same_name_twice(ada):
    make_key_technology(ada, "Python")
    with pytest.raises(IntegrityError, match=r"(?i)one_key_technology_a_name"):
        KeyTechnology.objects.create(person=ada, name="PYTHON", value=1, rated_at=NOW)
