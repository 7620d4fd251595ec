"""The data page: the records that erasing would delete, and who saw what."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from assessments.services.sharing import log_share_visit
from setframework.accounts.services.tokens import create_token
from tests.accounts.lives import BEGUN, live
from tests.assessments.taking import text
from tests.factories import (
    make_assessment,
    make_share_link,
)

DATA = "/account/data/"


def test_page_says_what_goes_and_what_remains(ada, ada_client):
    live(ada)
    create_token(person=ada, name="cron", days=30, at=timezone.now())

    said = text(ada_client.get(DATA))

    for part in (
        "your account with ada@example.org, your name and reminders",
        "3 assessments, with their answers and notes",
        "1 reflection in your own words",
        "1 look-back at an earlier date",
        "your direction, which you said 2 times",
        "2 goals",
        "1 key technology",
        "1 brief",
        "1 link that you made",
        "1 line of who saw what",
        "1 remark that a question was unclear",
        "1 token for programs",
        "backups and logs of the people who run this site",
    ):
        assert part in said


def test_page_of_an_empty_account_promises_to_erase_only_what_is_there(ada, ada_client):
    said = text(ada_client.get(DATA))

    assert "ada@example.org" in said
    assert "0 " not in said.partition("This erases")[2]


def test_page_lists_who_saw_what(ada, ada_client, mallory):
    assessment = make_assessment(ada, at=BEGUN)
    link = make_share_link(assessment, at=BEGUN)
    for hour in range(60):
        log_share_visit(link=link, at=BEGUN + timedelta(hours=hour))
    log_share_visit(link=make_share_link(make_assessment(mallory)), at=BEGUN)

    page = ada_client.get(DATA)

    seen = [each.read_at for each in page.context["readings"]]
    assert seen == [BEGUN + timedelta(hours=hour) for hour in range(59, 9, -1)]
    assert f'href="{reverse("assessments:share", args=[assessment.code])}"' in page.content.decode()
    assert "Result of 1 March 2025 Somebody with your link, 3 March 2025" in text(page)


def test_page_says_that_nobody_looked(ada_client, mallory):
    log_share_visit(link=make_share_link(make_assessment(mallory)), at=BEGUN)

    assert "Nobody has seen anything of yours." in text(ada_client.get(DATA))
