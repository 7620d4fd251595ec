"""A few words after a result, for the person alone."""

import pytest
from django.db import IntegrityError, transaction

from assessments.models.reflections import Reflection
from tests.factories import NOW, make_assessment

WORDS = {"curious": "Type theory", "tried": "", "aspires": "To teach"}


@pytest.fixture
def url(ada):
    return f"/assessments/{make_assessment(ada).code}/reflections/"


def test_words_are_kept_and_shown_again(ada_client, url):
    page = ada_client.post(url, WORDS, follow=True).content.decode()

    assert "Type theory" in page
    assert "To teach" in page
    assert "Only you see them." in page
    assert dict(Reflection.objects.values_list("key", "text")) == {
        "curious": "Type theory",
        "aspires": "To teach",
    }


def test_an_empty_text_removes_what_was_written(ada_client, url):
    ada_client.post(url, WORDS)
    ada_client.post(url, WORDS | {"curious": ""})

    assert list(Reflection.objects.values_list("key", flat=True)) == ["aspires"]


def test_too_long_a_text_is_said_and_not_lost(ada_client, url):
    page = ada_client.post(url, WORDS | {"tried": "x" * 2001}).content.decode()

    assert "Shorten this to 2000 characters. It has 2001 now." in page
    assert "x" * 2001 in page
    assert not Reflection.objects.exists()


def test_result_leads_there_and_shows_none_of_it(ada_client, url):
    ada_client.post(url, WORDS)
    result = url.replace("reflections/", "result/")

    page = ada_client.get(result).content.decode()
    assert f'href="{url}"' in page
    assert "Write your reflections" in page
    assert "Type theory" not in page
    assert "Type theory" not in ada_client.get(result + "?print=1").content.decode()


def test_draft_leads_to_its_own_page(ada, ada_client):
    draft = make_assessment(ada, completed=False)

    response = ada_client.post(f"/assessments/{draft.code}/reflections/", WORDS)

    assert response.url == f"/assessments/{draft.code}/result/"
    assert not Reflection.objects.exists()


def test_database_keeps_one_a_prompt(ada):
    assessment = make_assessment(ada)
    fields = {"assessment": assessment, "key": "tried", "text": "x", "written_at": NOW}
    Reflection.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reflection.objects.create(**fields)
