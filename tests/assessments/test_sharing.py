"""Share links: exactly what was picked, until they end, and what their owner learns of them."""

import re
from datetime import date, timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models.sharing import ShareLink, ShareVisit
from assessments.models.taking import Assessment, Note
from assessments.selectors.sharing import find_open_link, list_share_links, list_share_visits
from assessments.services.sharing import (
    MAX_LINKS,
    TooManyLinks,
    create_share_link,
    log_share_visit,
    revoke_share_link,
)
from tests.assessments.taking import own_statements, tags, text, title, watch
from tests.assessments.test_result import ANSWERS
from tests.factories import NOW, make_assessment, make_brief, make_share_link

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOTHING = {
    "scales": [],
    "strengths": [],
    "focus": [],
    "has_notes": False,
    "has_level": False,
    "has_name": False,
}


def address(assessment):
    return reverse("assessments:share", args=[assessment.code])


def shared(link):
    return reverse("assessments:shared", args=[link.token])


def values(response, name):
    return re.findall(rf'\bdata-{name}="([^"]*)"', response.content.decode())


@pytest.fixture(autouse=True)
def now(time_machine):
    """The day after the results of these tests; a moment moves only when a test says so."""
    time_machine.move_to(NOW + DAY, tick=False)
    return time_machine


@pytest.fixture
def result(ada):
    """With a note on each scale, and a level of its own."""
    result = make_assessment(ada, ANSWERS, level="senior-staff")
    for item in ("team-trust", "knowing-the-experts", "staying-current"):
        Note.objects.create(
            assessment=result, item=item, text=f"Secret of {item}", happened_on=date(2026, 5, 4)
        )
    return result


# Making a link


def test_page_says_that_nobody_has_to_share(ada_client, result):
    page = text(ada_client.get(address(result)))

    assert "Nobody has to share a result." in page
    assert "No manager may demand one" in page
    assert "There is no link to this result. Only you can see it." in page


def test_page_chooses_nothing_by_itself(ada_client, result):
    boxes = tags(ada_client.get(address(result)), "input", type="checkbox")

    assert len(boxes) == 3 + 3 + 3 + 3
    assert [box for box in boxes if "checked" in box] == []


def test_link_keeps_what_was_picked(ada_client, result):
    sent = {
        "kind": "result",
        "scales": ["technical", "soft-skills"],
        "strengths": ["self-directed-learning"],
        "has_notes": "on",
        "days": "30",
    }

    response = ada_client.post(address(result), sent)

    link = ShareLink.objects.get()
    assert response["Location"] == address(result) + "#links"
    assert link.picks == NOTHING | {
        "scales": ["soft-skills", "technical"],
        "strengths": ["self-directed-learning"],
        "has_notes": True,
    }
    assert (link.kind, link.lasts) == ("result", timedelta(days=30))


def test_link_can_be_copied_again(ada_client, result):
    link = make_share_link(result, at=NOW + DAY)

    for _ in range(2):
        found = tags(ada_client.get(address(result)), "a", **{"class": "key"})
        assert [each["href"] for each in found] == [f"http://testserver{shared(link)}"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"days": "7"}, "Choose at least one thing to show."),
        ({"days": "7", "has_name": "on"}, "Choose at least one thing to show."),
        ({"days": "8", "scales": "technical"}, "Choose how long the link works"),
        ({"scales": "technical"}, "Choose how long the link works"),
        ({"days": "7", "scales": "looks"}, "Choose from the lines of this page."),
        ({"days": "7", "strengths": "tough-feedback"}, "Choose from the lines of this page."),
    ],
)
def test_mistake_is_named_and_makes_no_link(ada_client, result, sent, words):
    response = ada_client.post(address(result), sent | {"kind": "result"})

    assert words in text(response)
    assert title(response).startswith("Error: ")
    boxes = tags(response, "input", type="checkbox")
    ticked = {(box["name"], box.get("value", "on")) for box in boxes if "checked" in box}
    assert ticked <= {("scales", "technical"), ("has_name", "on")}
    assert not ShareLink.objects.exists()


def test_kind_that_is_unknown_or_has_no_brief_makes_no_link(ada_client, result):
    for kind in ("brief", "everything"):
        ada_client.post(address(result), {"kind": kind, "days": "7"})

    assert not ShareLink.objects.exists()


def test_double_click_makes_one_link(ada_client, result):
    for _ in range(2):
        ada_client.post(address(result), {"kind": "result", "scales": "technical", "days": "7"})
    assert ShareLink.objects.count() == 1

    ada_client.post(address(result), {"kind": "result", "scales": "technical", "days": "30"})
    assert ShareLink.objects.count() == 2


def test_links_that_work_are_limited(ada, ada_client, result):
    for _ in range(MAX_LINKS):
        make_share_link(result, at=NOW + DAY)

    response = ada_client.post(
        address(result), {"kind": "result", "scales": "technical", "days": "7"}
    )

    assert "You have reached the limit of links." in text(response)
    with pytest.raises(TooManyLinks):
        create_share_link(
            person=ada, code=result.code, kind="result", picks={}, days=1, at=NOW + DAY
        )
    assert ShareLink.objects.count() == MAX_LINKS


def test_link_of_a_draft_or_of_another_can_not_be_made(ada, mallory, result):
    draft = make_assessment(ada, completed=False)

    for person, assessment in ((ada, draft), (mallory, result)):
        with pytest.raises(Assessment.DoesNotExist):
            create_share_link(
                person=person, code=assessment.code, kind="result", picks={}, days=1, at=NOW
            )


# What it shows


def test_shared_result_shows_what_was_picked_and_nothing_else(client, result):
    link = make_share_link(
        result,
        at=NOW + DAY,
        scales=["experience"],
        strengths=["self-directed-learning"],
        focus=["negotiating-engineering-work"],
    )

    response = client.get(shared(link))
    page = text(response)

    assert response.status_code == 200
    assert values(response, "key") == ["experience"]
    assert values(response, "strength") == ["self-directed-learning"]
    assert values(response, "gap") == ["negotiating-engineering-work"]
    assert values(response, "note") == []
    for secret in (
        "Secret",
        "Ada",
        "ada@",
        "Senior Staff",
        "Soft skills",
        "Technical skills",
        "Writing with confidence",
        str(result.code),
        str(link.code),
    ):
        assert secret not in page
        assert secret not in response.content.decode()


def test_shared_notes_are_those_of_what_is_shown(client, result):
    link = make_share_link(
        result,
        at=NOW + DAY,
        scales=["experience"],
        strengths=["staying-current"],
        has_notes=True,
    )

    response = client.get(shared(link))

    assert values(response, "note") == ["knowing-the-experts", "staying-current"]
    assert "Secret of knowing-the-experts (4 May 2026)" in text(response)
    assert "Secret of team-trust" not in response.content.decode()


def test_shared_result_names_person_and_level_only_if_picked(client, result):
    link = make_share_link(
        result, at=NOW + DAY, scales=["technical"], has_level=True, has_name=True
    )

    page = text(client.get(shared(link)))

    assert "Ada, 24 November 2026" in page
    assert "Senior Staff" in page


def test_shared_brief_is_the_one_of_that_day(ada_client, client, result):
    make_brief(result)
    ada_client.post(address(result), {"kind": "brief", "days": "1"})
    make_brief(result, request="Only for my mentor.", gaps=["tough-feedback"])

    response = client.get(shared(ShareLink.objects.get()))

    assert values(response, "strength") == ["team-trust"]
    assert values(response, "gap") == ["cloud-foundations"]
    assert "I led the move." in text(response)
    assert "An hour a week." in text(response)
    assert "Only for my mentor." not in text(response)
    assert "Secret" not in text(response)
    assert "Ada" not in text(response)


def test_shared_page_is_kept_and_indexed_by_nobody(client, result):
    for path in (shared(make_share_link(result, at=NOW + DAY)), "/share/nothing/"):
        response = client.get(path)

        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store, private"
        assert tags(response, "meta", name="robots")[0]["content"].startswith("noindex")
        assert response.cookies == {}


def test_shared_page_needs_few_queries(client, result):
    path = shared(make_share_link(result, at=NOW + DAY, scales=["technical"], has_notes=True))
    client.get(path)

    with watch() as queries:
        client.get(path)

    assert len(own_statements(queries)) == 3


# How it ends


def test_ended_and_unknown_links_look_the_same(client, result):
    expired = make_share_link(result, days=1, at=NOW)
    revoked = make_share_link(result, at=NOW + DAY)
    revoke_share_link(person=result.person, code=revoked.code, at=NOW + DAY)
    works = make_share_link(result, at=NOW + DAY)
    paths = [
        shared(expired),
        shared(revoked),
        "/share/nothing/",
        f"/share/{works.code}/",
        shared(works)[:-2] + "/",
        f"/share/{works.token.upper()}/",
        "/share/ä.ö/",
    ]

    answers = {(each.status_code, each.content) for each in map(client.get, paths)}

    ((status, _),) = answers
    assert status == 404
    assert "nobody has to show a result" in text(client.get(paths[0]))
    assert not ShareVisit.objects.exists()


def test_link_works_until_its_last_moment(result):
    link = make_share_link(result, days=1)

    assert find_open_link(link.token, NOW + DAY - timedelta(seconds=1)) == link
    assert find_open_link(link.token, NOW + DAY) is None


def test_owner_revokes_a_link(ada_client, client, result):
    link = make_share_link(result, at=NOW + DAY)
    assert client.get(shared(link)).status_code == 200

    for _ in range(2):
        response = ada_client.post(
            reverse("assessments:revoke_share", args=[link.code]), follow=True
        )

    assert response.redirect_chain == [(address(result), 302)]
    assert "cancelled on 25 November 2026" in text(response)
    assert shared(link) not in response.content.decode()
    assert client.get(shared(link)).status_code == 404


def test_stranger_revokes_nothing(mallory, mallory_client, result):
    link = make_share_link(result)

    response = mallory_client.post(reverse("assessments:revoke_share", args=[link.code]))

    assert response.status_code == 404
    with pytest.raises(ShareLink.DoesNotExist):
        revoke_share_link(person=mallory, code=link.code, at=NOW)
    link.refresh_from_db()
    assert link.revoked_at is None


def test_links_go_with_assessment_and_account(ada, client, result):
    link = make_share_link(result, at=NOW + DAY)
    log_share_visit(link=link, at=NOW)

    ada.delete()

    assert (ShareLink.objects.count(), ShareVisit.objects.count()) == (0, 0)
    assert client.get(shared(link)).status_code == 404


def test_token_can_not_be_made_without_the_secret_key(result):
    link = make_share_link(result)
    readable, signature = link.token.split(".")
    forged = signing.Signer(key="another", salt="assessments.share", sep=".").sign(readable)

    assert ShareLink.code_in(link.token) == link.code
    assert ShareLink.code_in(forged) is None
    assert len(signature) == 43  # 256 bits


# Who opened it


def test_openings_by_others_are_shown_to_the_owner(ada, ada_client, client, result, now):
    link = make_share_link(result, at=NOW + DAY)
    for moment in (NOW + DAY, NOW + DAY + HOUR):
        now.move_to(moment, tick=False)
        client.get(shared(link))

    page = ada_client.get(address(result))

    assert "Opened 2 times by others" in text(page)
    moments = tags(page, "time")
    assert [each["datetime"] for each in moments] == [
        "2026-11-25T10:30:00+00:00",
        "2026-11-25T09:30:00+00:00",
    ]
    visits = list(list_share_visits(ada))
    assert [visit.opened_at for visit in visits] == [NOW + DAY + HOUR, NOW + DAY]
    assert visits[0].link.assessment == result


def test_own_look_head_and_reload_are_no_openings(ada_client, mallory_client, client, result):
    link = make_share_link(result, at=NOW + DAY)

    assert "This is what others see." in text(ada_client.get(shared(link)))
    client.head(shared(link))
    assert ShareVisit.objects.count() == 0

    client.get(shared(link))
    client.get(shared(link))
    assert ShareVisit.objects.count() == 1
    assert "This is what others see." not in text(mallory_client.get(shared(link)))


def test_page_lists_the_newest_openings_and_counts_all(ada_client, result):
    link = make_share_link(result, at=NOW + DAY)
    for hour in range(12):
        log_share_visit(link=link, at=NOW + hour * HOUR)

    page = ada_client.get(address(result))

    assert "Opened 12 times by others" in text(page)
    assert len(tags(page, "time")) == 10


def test_visits_of_another_person_are_not_listed(mallory, result):
    log_share_visit(link=make_share_link(result), at=NOW)

    assert not list_share_visits(mallory).exists()


def test_links_are_listed_newest_first(ada, result):
    first, second = make_share_link(result), make_share_link(result, at=NOW + HOUR)
    make_share_link(make_assessment(ada, at=NOW + DAY))

    assert list(list_share_links(result)) == [second, first]


# What the database says too


@pytest.mark.parametrize(
    "wrong", [{"kind": "everything"}, {"expires_at": NOW}, {"expires_at": NOW - DAY}]
)
def test_database_refuses_a_link_that_is_wrong(result, wrong):
    fields = {"kind": "result", "created_at": NOW, "expires_at": NOW + DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        ShareLink.objects.create(assessment=result, picks=NOTHING, **fields | wrong)
