"""The result of somebody without an account: their browser alone shows it, and nothing keeps it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from assessments.models.taking import Assessment, Note
from assessments.services.taking import attach_draft
from tests.assessments.taking import address, hold, own_statements, tags, text, watch
from tests.factories import make_assessment, make_visitor_draft, make_visitor_result

pytestmark = pytest.mark.django_db

# Addresses of what needs an account.
NEED_AN_ACCOUNT = r"/(plan|mentors|direction|brief|history|teams)/|/share/|reflections|result\.pdf"


@pytest.fixture
def result(set_version):
    return make_visitor_result()


@pytest.fixture
def url(result):
    return address(result, "result")


@pytest.fixture
def holder(client, result):
    """The browser in which a visitor answered."""
    hold(client, result)
    return client


def test_browser_that_holds_it_shows_it_and_keeps_it_in_no_cache(holder, url):
    response = holder.get(url)

    assert response.status_code == 200
    assert "Work on these next" in text(response)
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_another_browser_cannot_tell_it_from_nothing(url, result):
    other = Client()
    hold(other, make_visitor_result())
    gone = url.replace(str(result.code), "00000000-0000-4000-8000-000000000000")

    for asker in (Client(), other):
        for path in (url, gone):
            response = asker.get(path, {"level": "staff"})
            assert response.status_code == 302
            assert response.url == f"/accounts/login/?next={path}%3Flevel%3Dstaff"


def test_person_cannot_tell_it_from_nothing(mallory_client, url):
    assert mallory_client.get(url).status_code == 404


def test_keeping_it_is_the_one_way_on_that_needs_an_account(holder, url, result):
    response = holder.get(url)

    page = response.content.decode()
    keep = [link for link in tags(response, "a") if "signup" in link["href"]]
    assert [link["href"] for link in keep] == [f"/accounts/signup/?next={url}"]
    assert page.count("Keep this result") == 2  # its name, and the name of the part around it
    found = [link["href"] for link in tags(response, "a")]
    assert [href for href in found if re.search(NEED_AN_ACCOUNT, href)] == []
    assert tags(response, "form", method="post") == []
    assert "Only this browser shows it, until 24 December 2026." in text(response)


def test_it_compares_and_prints_like_any_result(holder, url):
    query = {"scale": "technical", "level": "principal", "path": "people-manager"}

    page = holder.get(url, query).context["page"]

    assert (page.scale.key, page.level.key, page.profile.path) == tuple(query.values())
    assert holder.get(url, {"print": "1"}).status_code == 200
    for name in query:
        assert holder.get(url, {name: "no-such"}).status_code == 404


def test_it_shows_the_notes_of_this_browser(holder, url, result):
    Note.objects.create(assessment=result, item="team-trust", text="I led the move.")

    assert "I led the move." in text(holder.get(url, {"scale": "soft-skills"}))


def test_changed_answer_shows_a_new_result_once_it_is_checked(holder, url, result):
    question = address(result, "question", "team-trust") + "?from=check"
    (change,) = tags(holder.get(url), "a", href=address(result, "check"))
    assert change

    check = holder.post(question, {"value": "4"}).url
    assert "Check your answers" in text(holder.get(url))
    assert holder.post(check).url == url

    assert holder.get(url).context["page"].profile.strengths == ("team-trust",)


def test_draft_without_a_result_says_how_far_it_is(client, set_version):
    draft = make_visitor_draft({"team-trust": 3})
    hold(client, draft)

    assert "You have answered 1 of 23 questions." in text(client.get(address(draft, "result")))


def test_lost_session_ends_it(holder, url):
    holder.cookies.clear()

    assert holder.get(url).url == f"/accounts/login/?next={url}"


def test_account_that_took_it_alone_shows_it(holder, url, result, ada, ada_client):
    """In another tab, or by another browser: this one does not go on showing what is somebody's."""
    attach_draft(person=ada, code=result.code, at=timezone.now())

    assert holder.get(url).url == f"/accounts/login/?next={url}"
    assert ada_client.get(url).status_code == 200


def test_result_of_a_person_is_never_a_visitors(client, ada):
    """Even if a session names it: what is in an account needs the log-in."""
    done = make_assessment(ada)
    hold(client, done)

    assert client.get(address(done, "result")).status_code == 302


@pytest.mark.parametrize("name", ["result_pdf", "share", "reflections", "look_back", "check_in"])
def test_what_needs_an_account_asks_for_the_log_in(holder, result, name):
    path = address(result, name)

    assert holder.get(path).url == f"/accounts/login/?next={path}"


def test_nobody_counts_it(holder, url, ada, ada_client):
    """A result without a person is in no history but its own."""
    holder.get(url)

    assert Assessment.objects.get().person is None
    assert ada_client.get("/result/").url == "/assessments/start/"
    assert ada_client.get("/api/v1/assessments/").json()["results"] == []


def test_page_needs_two_statements(holder, url):
    holder.get(url)  # what is read once a process

    with watch() as queries:
        holder.get(url)

    assert len(own_statements(queries)) == 2  # the row and its notes
