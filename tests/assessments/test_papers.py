"""PDFs are drawn by the worker, not by the request: asked for, looked at, fetched once, erased."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models.papers import Paper
from assessments.services import papers
from assessments.services.papers import draw_due
from setframework.accounts.services.data import delete_person
from setframework.web.pdf import rendering
from tests.assessments.papers import fetch_pdf
from tests.assessments.taking import text
from tests.assessments.test_services import together
from tests.factories import make_assessment, make_brief

pytestmark = pytest.mark.django_db


def address(assessment):
    return reverse("assessments:result_pdf", args=[assessment.code])


@pytest.fixture
def result(ada):
    return make_assessment(ada, level="senior-staff")


@pytest.fixture
def drawn(monkeypatch):
    """What the worker drew; a request that draws itself fails."""
    pages = []

    def draw(html):
        pages.append(html)
        return b"%PDF " + str(len(pages)).encode()

    monkeypatch.setattr(rendering, "draw", draw)
    return pages


def htmx(client, path):
    return client.get(path, headers={"hx-request": "true"})


def test_asking_draws_nothing_and_says_how_far_it_is(ada_client, result, drawn):
    response = ada_client.get(address(result))

    assert (response.status_code, drawn) == (202, [])
    assert "Your PDF is being made" in text(response)
    assert b'<noscript><meta http-equiv="refresh" content="2"></noscript>' in response.content
    assert b'hx-trigger="every 1s"' in response.content
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]


def test_htmx_sees_it_become_ready_and_stops_asking(ada_client, result, drawn):
    ada_client.get(address(result))
    assert b"hx-get" in htmx(ada_client, address(result)).content

    draw_due()
    ready = htmx(ada_client, address(result))

    assert "Your PDF is ready" in text(ready)
    assert b"hx-get" not in ready.content
    assert b"data-start" in ready.content
    assert ada_client.get(address(result)).content == b"%PDF 1"
    assert "No PDF is being made" in text(htmx(ada_client, address(result)))
    assert len(drawn) == 1


def test_file_is_a_row_and_erased_when_it_is_fetched(ada_client, result, drawn):
    ada_client.get(address(result))
    draw_due()
    assert Paper.objects.get().html == ""
    ada_client.head(address(result))
    assert Paper.objects.count() == 1

    ada_client.get(address(result))

    assert not Paper.objects.exists()


def test_file_that_nobody_fetches_is_erased_after_an_hour(ada, ada_client, result, drawn):
    ada_client.get(address(result))
    draw_due()
    Paper.objects.update(asked_at=timezone.now() - timedelta(minutes=59))
    draw_due()
    assert Paper.objects.exists()

    Paper.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    assert ada_client.get(address(result)).status_code == 202  # not the old one
    draw_due()

    assert Paper.objects.get().asked_at > timezone.now() - timedelta(minutes=1)


def test_one_is_in_work_a_person(ada, ada_client, grace, grace_client, result, drawn):
    other = make_assessment(ada, level="staff")
    assert ada_client.get(address(result)).status_code == 202

    busy = ada_client.get(address(other))

    assert busy.status_code == 429
    assert "One PDF at a time" in text(busy)
    assert grace_client.get(address(make_assessment(grace))).status_code == 202
    draw_due()
    assert ada_client.get(address(other)).status_code == 202


def test_what_changed_since_is_drawn_anew(ada_client, result, drawn):
    make_brief(result, request="Time")
    path = reverse("assessments:brief_pdf", args=[result.code])
    ada_client.get(path)
    draw_due()
    make_brief(result, request="Money")

    assert fetch_pdf(ada_client, path).content == b"%PDF 2"
    assert "Money" in drawn[1]


@pytest.mark.django_db(transaction=True)
def test_two_workers_draw_it_once(result, drawn):
    papers.ask_for_paper(person=result.person, html="x", filename="x.pdf", at=timezone.now())

    assert sum(together(draw_due, draw_due)) == 1


def test_killed_worker_leaves_it_to_the_next_one_thrice(ada_client, result, drawn):
    ada_client.get(address(result))
    for _ in range(3):
        assert papers.take_paper(at=timezone.now()) is not None
        assert draw_due() == 0  # it is taken
        Paper.objects.update(taken_until=timezone.now())

    assert draw_due() == 0
    assert ada_client.get(address(result)).status_code == 503


def test_page_says_so_when_no_worker_is_there(ada_client, result):
    ada_client.get(address(result))
    assert "may not be running" not in text(htmx(ada_client, address(result)))

    Paper.objects.update(asked_at=timezone.now() - timedelta(minutes=1))

    for response in (ada_client.get(address(result)), htmx(ada_client, address(result))):
        assert "may not be running" in text(response)
        assert "Go to the page for print" in text(response)


def test_failure_is_told_and_the_next_click_tries_again(ada_client, result, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "draw", lambda html: 1 / 0)
        failed = fetch_pdf(ada_client, address(result))
    assert (failed.status_code, "could not be drawn" in caplog.text) == (503, True)

    monkeypatch.setattr(rendering, "draw", str.encode)
    assert fetch_pdf(ada_client, address(result)).status_code == 200


def test_file_goes_with_the_account(ada, ada_client, result, drawn):
    ada_client.get(address(result))
    draw_due()

    delete_person(person=ada)

    assert not Paper.objects.exists()
