"""Technologies of one's own, on the page of the direction and beside their scale."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError

from assessments.models.direction import KeyTechnology
from assessments.pages.direction import rated
from assessments.selectors.direction import list_key_technologies
from tests.assessments.taking import text
from tests.factories import NOW, make_assessment, make_goal, make_key_technology
from tests.scoring.questionnaires import set_framework

pytestmark = pytest.mark.django_db

URL = "/direction/"


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

    assert "You have already named this one." in response.content.decode()
    assert [each.value for each in KeyTechnology.objects.all()] == [2]


def test_renaming_to_a_named_one_is_refused(ada, ada_client):
    make_key_technology(ada, "Python")
    rust = make_key_technology(ada, "Rust")

    response = ada_client.post(
        f"/direction/technologies/{rust.code}/", {"name": "python", "value": "1"}
    )

    assert "You have already named this one." in response.content.decode()


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


def test_result_with_technologies_and_a_plan_needs_few_queries(
    ada, ada_client, django_assert_num_queries
):
    make_assessment(ada, at=NOW - timedelta(days=90))
    make_goal(ada, at=NOW - timedelta(days=60))
    assessment = make_assessment(ada)
    make_key_technology(ada, "Fortran")
    url = f"/assessments/{assessment.code}/result/?scale=technical"
    ada_client.get(url)  # reads all who offer help, once a process

    # session, user, assessment, notes, goals, the other results, directions, technologies,
    # what the navigation counts, who offers help
    with django_assert_num_queries(10):
        page = ada_client.get(url)

    assert 'data-technology="Fortran"' in page.content.decode()
    assert page.context["page"].previous.completed_at == NOW - timedelta(days=90)


def test_page_of_a_technology_needs_few_queries(ada, ada_client, django_assert_num_queries):
    url = f"/direction/technologies/{make_key_technology(ada).code}/"
    ada_client.get(url)
    with django_assert_num_queries(5):  # session, user, technology, version, what waits
        ada_client.get(url)


def test_database_refuses_a_value_off_the_scale(ada):
    with pytest.raises(IntegrityError, match="a_key_technology_is_on_the_scale"):
        KeyTechnology.objects.create(person=ada, name="X", value=5, rated_at=NOW)


def test_database_refuses_the_same_name_twice(ada):
    make_key_technology(ada, "Python")
    with pytest.raises(IntegrityError, match=r"(?i)one_key_technology_a_name"):
        KeyTechnology.objects.create(person=ada, name="PYTHON", value=1, rated_at=NOW)


def test_page_of_a_technology_shows_what_each_value_means(ada_client, questionnaire):
    page = text(ada_client.get(URL))

    for option in questionnaire.key_technology_scale.options:
        assert f"{option.label} {option.description}" in page


def test_technology_with_evidence_shows_its_age(ada, ada_client):
    make_key_technology(ada, evidence="A parser", happened_on=date(2026, 1, 31))
    result = f"/assessments/{make_assessment(ada).code}/result/?scale=technical"

    with time_machine.travel(NOW, tick=False):
        assert "A parser 31 January 2026, 9 months ago" in text(ada_client.get(URL))
        assert "Python : I can apply and judge it (9 months ago)" in text(ada_client.get(result))


def test_value_that_the_scale_has_no_words_for_is_shown_as_a_number(ada):
    scale = replace(set_framework().key_technology_scale, options=())
    make_key_technology(ada, value=3)

    assert [each.label for each in rated(list_key_technologies(ada), scale)] == ["3 of 4"]


def test_second_click_on_remove_finds_it_removed(ada, ada_client, mallory_client):
    url = f"/direction/technologies/{make_key_technology(ada).code}/remove/"

    assert mallory_client.post(url).status_code == 404
    assert [ada_client.post(url).url for _ in range(2)] == [URL, URL]
    assert "The technology is removed." in text(ada_client.get(URL))
    assert mallory_client.post(url).status_code == 404


def test_result_with_technologies_needs_few_queries(ada, ada_client, django_assert_num_queries):
    url = f"/assessments/{make_assessment(ada).code}/result/?scale=technical"
    for name in ("Python", "SQL", "Rust"):
        make_key_technology(ada, name)
    ada_client.get(url)
    # Session, user, assessment, notes, earlier, directions, technologies, goals, navigation,
    # offers.
    with django_assert_num_queries(10):
        ada_client.get(url)


def test_technology_without_a_name_or_value_is_told_what_to_do(ada_client):
    response = ada_client.post("/direction/technologies/", {"evidence": "A parser"})

    said = text(response)
    assert "Enter the name of the technology" in said
    assert "Choose how well you know it" in said
    assert "A parser" in response.content.decode()
    assert not KeyTechnology.objects.exists()


def test_day_without_evidence_is_told_what_to_do(ada_client):
    data = {"name": "Rust", "value": "2", "happened_on": "2026-01-31"}

    response = ada_client.post("/direction/technologies/", data)

    assert "Write what you did on that day, or remove the day." in text(response)
    assert not KeyTechnology.objects.exists()
