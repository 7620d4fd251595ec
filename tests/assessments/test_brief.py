"""The brief: each line is picked, nothing typed is lost, and all of it fits on one page."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models.brief import Brief
from assessments.models.taking import Assessment, Note
from assessments.services.sharing import save_brief
from tests.assessments.papers import fetch_pdf
from tests.assessments.taking import tags, text, title
from tests.assessments.test_pdf import outline, pages, unpacked
from tests.assessments.test_result import ANSWERS
from tests.factories import NOW, make_assessment, make_brief, make_responses

pytestmark = pytest.mark.django_db

PICKED = {
    "strengths": ["deepening-expertise", "self-directed-learning"],
    "evidence-self-directed-learning": "I moved the billing jobs.",
    "gaps": ["tough-feedback"],
    "request": "Let me lead\r\nthe next review.",
}
SAVED = {
    "strengths": ["self-directed-learning", "deepening-expertise"],
    "evidence": {"self-directed-learning": "I moved the billing jobs."},
    "gaps": ["tough-feedback"],
    "request": "Let me lead the next review.",
    "has_name": False,
}


def address(assessment, name="brief"):
    return reverse(f"assessments:{name}", args=[assessment.code])


def ticked(response, name):
    boxes = tags(response, "input", type="checkbox", name=name)
    return [box["value"] for box in boxes if "checked" in box]


def sheet(response):
    found = re.search(r'<article class="sheet">.*?</article>', response.content.decode(), re.S)
    return found and found[0]


def typed(response, name):
    pattern = rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>'
    return re.search(pattern, response.content.decode(), re.S)[1]


@pytest.fixture
def result(ada):
    return make_assessment(ada, ANSWERS, level="senior-staff")


# Picking


def test_brief_picks_nothing_by_itself(ada_client, result):
    response = ada_client.get(address(result))

    assert sheet(response) is None
    assert ticked(response, "strengths") == ticked(response, "gaps") == []
    assert not Brief.objects.exists()


def test_brief_offers_every_strength_and_gap_in_the_order_of_the_result(ada_client, result):
    response = ada_client.get(address(result))

    strengths = [box["value"] for box in tags(response, "input", name="strengths")]
    gaps = [box["value"] for box in tags(response, "input", name="gaps")]
    assert strengths[:2] == ["self-directed-learning", "deepening-expertise"]
    assert gaps[:2] == ["negotiating-engineering-work", "prioritising-without-authority"]
    assert (len(strengths), len(gaps)) == (10, 11) == (len(set(strengths)), len(set(gaps)))


def test_brief_shows_exactly_what_was_picked(ada_client, result):
    response = ada_client.post(address(result), PICKED, follow=True)

    shown = sheet(response)
    assert response.redirect_chain == [(address(result), 302)]
    assert re.findall(r'data-strength="([^"]*)"', shown) == SAVED["strengths"]
    assert re.findall(r"data-evidence>([^<]*)", shown) == ["I moved the billing jobs."]
    assert re.findall(r'data-gap="([^"]*)"', shown) == ["tough-feedback"]
    assert re.findall(r"data-request>([^<]*)", shown) == ["Let me lead the next review."]
    assert "Ada" not in shown
    assert Brief.objects.get().picks == SAVED


def test_brief_has_the_name_only_if_picked(ada_client, result):
    response = ada_client.post(address(result), PICKED | {"has_name": "on"}, follow=True)

    assert "Ada, " in sheet(response)


def test_brief_of_somebody_without_a_name_does_not_offer_it(ada, ada_client, result):
    ada.name = ""
    ada.save()

    assert tags(ada_client.get(address(result)), "input", name="has_name") == []


def test_evidence_starts_as_the_note_of_that_answer(ada_client, result):
    Note.objects.create(
        assessment=result, item="team-trust", text="Led\nit.", happened_on=date(2026, 5, 4)
    )
    Note.objects.create(assessment=result, item="deepening-expertise", text="x" * 2000)

    response = ada_client.get(address(result))

    assert typed(response, "evidence-team-trust") == "Led it. (4 May 2026)"
    assert typed(response, "evidence-deepening-expertise") == "x" * 249 + "…"
    assert typed(response, "evidence-self-directed-learning") == ""


def test_evidence_that_was_cleared_stays_clear(ada_client, result):
    Note.objects.create(assessment=result, item="team-trust", text="Led it.")

    response = ada_client.post(address(result), {"gaps": "tough-feedback"}, follow=True)

    assert typed(response, "evidence-team-trust") == ""


def test_evidence_of_a_strength_that_is_not_picked_is_kept_but_not_shown(ada_client, result):
    words = {"evidence-team-trust": "Kept for later."}

    response = ada_client.post(address(result), PICKED | words, follow=True)

    assert "Kept for later." not in sheet(response)
    assert typed(response, "evidence-team-trust") == "Kept for later."
    assert "team-trust" not in Brief.objects.get().picks["evidence"]


def test_second_save_changes_the_one_brief(ada_client, result):
    ada_client.post(address(result), PICKED)
    response = ada_client.post(address(result), {"gaps": ["nothing", "x"]})
    assert ticked(response, "gaps") == []

    ada_client.post(address(result), {"request": "Only this."})

    assert Brief.objects.get().picks["strengths"] == []
    assert Brief.objects.get().request == "Only this."


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            {"strengths": list(ANSWERS)[2:3] + ["self-directed-learning", "team-trust"] * 2}
            | {"gaps": ["tough-feedback", "cloud-foundations", "data-systems"]},
            "Choose at most 2 gaps. You chose 3.",
        ),
        (
            {"strengths": ["team-trust", "staying-current", "data-modelling", "language-transfer"]},
            "Choose at most 3 strengths. You chose 4.",
        ),
        ({}, "Choose at least one line, or write a request."),
        ({"gaps": "king"}, "Choose from the lines of this page."),
        ({"request": "x" * 401}, "Shorten this to 400 characters. It has 401 now."),
        (
            {"evidence-team-trust": "x" * 251, "request": "y"},
            "Shorten this to 250 characters. It has 251 now.",
        ),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(ada_client, result, sent, words):
    sent = {"evidence-staying-current": "I gave a talk."} | sent

    response = ada_client.post(address(result), sent)

    assert words in text(response)
    assert title(response).startswith("Error: ")
    assert typed(response, "evidence-staying-current") == "I gave a talk."
    assert typed(response, "request") == sent.get("request", "")
    assert not Brief.objects.exists()


def test_brief_without_any_strength_starts_with_gaps(ada, ada_client, set_version):
    result = make_assessment(ada, make_responses(set_version, 1))

    response = ada_client.get(address(result))

    assert "This result has no strength to name yet." in text(response)
    assert tags(response, "input", name="strengths") == []
    assert len(tags(response, "input", name="gaps")) == 23


def test_brief_of_a_draft_leads_to_what_is_unfinished(ada, ada_client):
    draft = make_assessment(ada, completed=False)

    for response in (ada_client.get(address(draft)), ada_client.post(address(draft), PICKED)):
        assert response["Location"] == reverse("assessments:result", args=[draft.code])
    with pytest.raises(Assessment.DoesNotExist):
        save_brief(person=ada, code=draft.code, picks=SAVED, at=NOW)


def test_brief_of_another_is_nobodys_business(ada, mallory, mallory_client, result):
    make_brief(result)

    response = mallory_client.post(address(result), {"request": "mine"})

    assert response.status_code == 404
    assert Brief.objects.get().request == "An hour a week."
    with pytest.raises(Assessment.DoesNotExist):
        save_brief(person=mallory, code=result.code, picks=SAVED, at=NOW)


def test_assessment_has_one_brief(result):
    make_brief(result)

    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.create(assessment=result, saved_at=NOW)


def test_brief_goes_with_its_assessment(ada, result):
    make_brief(result)

    result.delete()

    assert not Brief.objects.exists()


# On paper


def test_pdf_of_the_brief_says_what_was_picked(ada_client, result):
    ada_client.post(address(result), PICKED)

    document = fetch_pdf(ada_client, address(result, "brief_pdf")).content

    assert outline(document) == [
        b"Brief for a conversation",
        b"What I can build on",
        b"Working out the unfamiliar",
        b"Deepening your expertise",
        b"What I want to work on",
        b"Giving tough feedback",
        b"What I ask of you",
    ]
    assert b"Brief for a conversation, 24 November 2026 - SET Framework" in unpacked(document)
    assert pages(document) == 1


@pytest.mark.parametrize("letter", ["W", "W ", "漢"])
def test_longest_brief_fits_on_one_page(ada, ada_client, result, letter):
    ada.name = letter.strip() * 80
    ada.save()
    strengths = ["self-directed-learning", "language-fundamentals", "staying-current"]
    ada_client.post(
        address(result),
        {
            "strengths": strengths,
            "gaps": ["negotiating-engineering-work", "decision-to-business-value"],
            "request": (letter * 400)[:400],
            "has_name": "on",
        }
        | {f"evidence-{key}": (letter * 250)[:250] for key in strengths},
    )

    document = fetch_pdf(ada_client, address(result, "brief_pdf")).content

    assert len(outline(document)) == 9
    assert pages(document) == 1


def test_pdf_before_anything_is_picked_leads_to_the_brief(ada_client, result):
    assert ada_client.get(address(result, "brief_pdf"))["Location"] == address(result)


def test_result_leads_to_brief_pdf_and_share(ada_client, result):
    query = {"level": "staff"}
    page = ada_client.get(reverse("assessments:result", args=[result.code], query=query))

    links = {link["href"] for link in tags(page, "a", **{"class": "button-quiet"})}
    assert links >= {
        address(result),
        address(result, "share"),
        address(result, "result_pdf") + "?level=staff",
    }
