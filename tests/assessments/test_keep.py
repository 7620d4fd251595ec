"""Answers from before the log-in: kept, discarded or left waiting, as the person says."""

from datetime import timedelta

import pytest

from assessments.models.taking import Assessment
from tests.assessments.taking import START, address, held, hold, own_statements, tags, text, watch
from tests.factories import NOW, make_assessment, make_visitor_draft, make_visitor_result

pytestmark = pytest.mark.django_db

NINE = {"tough-feedback": 3, "team-trust": None, "data-systems": 1}


@pytest.fixture
def waiting(set_version):
    return make_visitor_draft(NINE)


@pytest.fixture
def url(waiting):
    return address(waiting, "keep")


@pytest.fixture
def holder(ada_client, waiting):
    """Ada's browser, in which a visitor had answered."""
    hold(ada_client, waiting)
    return ada_client


def owner(draft):
    found = Assessment.objects.filter(pk=draft.pk).first()
    return found and found.person


def test_page_says_when_how_many_and_who_is_logged_in(holder, url, waiting):
    said = text(holder.get(url))

    assert "Keep these answers from 24 November 2026?" in said
    assert "2 of 23 questions were answered in this browser before you logged in." in said
    assert "You are logged in as ada@example.org." in said
    assert owner(waiting) is None


def test_keep_attaches_and_goes_on_with_the_next_question(holder, url, waiting, ada):
    response = holder.post(url, {"choice": "keep"})

    assert owner(waiting) == ada
    assert response.url == address(waiting, "question", "tech-debt-empathy")
    assert held(holder) is None


def test_keep_leads_back_to_the_result_that_was_seen(ada_client, ada):
    waiting = make_visitor_result(NINE)
    hold(ada_client, waiting)
    url = address(waiting, "keep")

    assert "This browser has shown their result already." in text(ada_client.get(url))
    response = ada_client.post(url, {"choice": "keep"})

    assert response.url == address(waiting, "result")
    kept = Assessment.objects.get()
    assert (kept.person, kept.completed_at) == (ada, waiting.completed_at)
    assert ada_client.get(response.url).status_code == 200


def test_result_that_waits_is_asked_about_before_it_is_shown(ada_client, ada):
    waiting = make_visitor_result(NINE)
    hold(ada_client, waiting)

    assert ada_client.get(address(waiting, "result")).url == address(waiting, "keep")


def test_second_click_on_keep_goes_where_the_first_one_went(holder, url):
    first = holder.post(url, {"choice": "keep"}).url

    assert holder.post(url, {"choice": "keep"}).url == first


def test_discard_deletes_and_a_second_click_is_harmless(holder, url, waiting):
    assert holder.post(url, {"choice": "discard"}).url == START
    assert holder.post(url, {"choice": "discard"}).url == START

    assert not Assessment.objects.filter(pk=waiting.pk).exists()
    assert "are deleted" in text(holder.get(START))


@pytest.mark.parametrize("sent", [{}, {"choice": "burn"}, {"choice": "keep", "instead_of": "x"}])
def test_unclear_choice_is_asked_again(holder, url, waiting, sent):
    response = holder.post(url, sent)

    assert response.status_code == 200
    assert owner(waiting) is None


def test_two_drafts_are_both_explained_before_one_goes(holder, url, waiting, ada):
    earlier = make_assessment(
        ada, {"staying-current": 4}, completed=False, at=NOW - timedelta(days=3)
    )

    response = holder.get(url)

    said = text(response)
    assert "In this browser Started on 24 November 2026, 2 of 23 answered" in said
    assert "In your account Started on 21 November 2026, 1 of 23 answered" in said
    assert tags(response, "input", name="instead_of")[0]["value"] == str(earlier.code)
    assert tags(response, "a", href=START)


def test_keeping_these_discards_the_earlier_draft_that_was_shown(holder, url, waiting, ada):
    earlier = make_assessment(ada, completed=False)

    holder.post(url, {"choice": "keep", "instead_of": str(earlier.code)})

    assert list(Assessment.objects.values_list("pk", flat=True)) == [waiting.pk]
    assert owner(waiting) == ada


@pytest.mark.parametrize("named", ["", "00000000-0000-4000-8000-000000000000"])
def test_draft_that_was_not_shown_is_never_discarded(holder, url, waiting, ada, named):
    make_assessment(ada, completed=False)

    response = holder.post(url, {"choice": "keep", "instead_of": named})

    assert "You already have an unfinished assessment" in text(response)
    assert Assessment.objects.count() == 2
    assert owner(waiting) is None


def test_keeping_the_earlier_draft_discards_these(holder, url, waiting, ada):
    earlier = make_assessment(ada, completed=False)

    holder.post(url, {"choice": "discard"})

    assert list(Assessment.objects.values_list("pk", flat=True)) == [earlier.pk]


def test_keeping_a_result_leaves_the_earlier_draft_open(ada_client, ada):
    waiting = make_visitor_result(NINE)
    hold(ada_client, waiting)
    earlier = make_assessment(ada, completed=False)

    assert "unfinished assessment" not in text(ada_client.get(address(waiting, "keep")))
    ada_client.post(address(waiting, "keep"), {"choice": "keep"})

    assert owner(waiting) == ada
    assert not Assessment.objects.get(pk=earlier.pk).is_completed


def test_deciding_later_keeps_both(holder, url, waiting, ada):
    earlier = make_assessment(ada, completed=False)

    holder.get(url)
    holder.get(START)

    assert owner(waiting) is None
    assert owner(earlier) == ada
    assert held(holder) == waiting.code


def test_page_needs_two_statements_whatever_else_there_is(holder, url, ada):
    make_assessment(ada, completed=False)
    holder.get(url)  # what is read once a process

    with watch() as queries:
        holder.get(url)

    assert len(own_statements(queries)) == 2


def test_any_other_code_is_not_found(holder, mallory_client, url):
    foreign = make_visitor_draft()

    assert holder.get(address(foreign, "keep")).status_code == 404
    assert holder.post(address(foreign, "keep"), {"choice": "keep"}).status_code == 404
    assert mallory_client.get(url).status_code == 404
    assert mallory_client.post(url, {"choice": "discard"}).status_code == 404
    assert Assessment.objects.count() == 2


def test_visitor_is_asked_to_log_in_first(client, url, waiting):
    hold(client, waiting)

    assert client.get(url).url == f"/accounts/login/?next={url}"
    assert client.post(url, {"choice": "discard"}).url == f"/accounts/login/?next={url}"
    assert Assessment.objects.filter(pk=waiting.pk).exists()
