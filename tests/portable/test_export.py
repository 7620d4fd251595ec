"""The export: everything in one file, in few queries, without secrets."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.sharing import ShareLink
from assessments.models.taking import Note
from assessments.scoring.parse.document import digest
from assessments.services.questionnaires import publish_questionnaire
from assessments.services.whole_assessments import delete_assessment
from assessments.teams.models.answer_weeks import AnswerWeeksReminder
from setframework.accounts.services.tokens import create_token
from setframework.people.models import Token
from setframework.portable.assessments import KINDS
from setframework.portable.exporting import export_document
from setframework.portable.format import FORMAT
from tests.accounts.lives import BEGUN, ITEM, live
from tests.accounts.people import log_in
from tests.factories import NOW, make_assessment
from tests.scoring.version_2 import version_2


@pytest.fixture
def document(ada):
    live(ada)
    return json.loads(json.dumps(export_document(ada)))


def test_document_has_every_kind(document):
    counts = {name: len(each) for name, each in document.items() if isinstance(each, list)}

    assert counts == {
        "questionnaires": 1,
        "assessments": 3,
        "reflections": 1,
        "look_backs": 1,
        "briefs": 1,
        "directions": 2,
        "goals": 2,
        "key_technologies": 1,
    }
    assert document["format"] == FORMAT
    assert sorted(document["account"]) == [
        "addresses",
        "joined_at",
        "last_login_at",
        "measurement_consents",
        "mentoring",
        "reminders",
        "second_steps",
        "sessions",
        "shared",
        "teams",
        "tokens",
        "unclear_reports",
    ]


def test_assessment_has_all_that_was_answered(document):
    first, second, draft = document["assessments"]

    assert first["started_at"] == first["completed_at"] == "2025-03-01T08:30:15.123456Z"
    assert (first["level"], first["path"], len(first["responses"])) == ("staff", "technologist", 23)
    assert first["notes"] == {
        ITEM: {"text": "Told my lead about the outage.", "happened_on": "2025-02-14"}
    }
    assert len(first["can_gain"]) == 1
    assert (len(second["carried_over"]), second["path"]) == (22, None)
    assert draft["completed_at"] is None
    assert draft["responses"] == {ITEM: "no-opportunity", "team-trust": None}


def test_others_name_their_assessment_by_its_identity(document):
    first, second, _draft = (each["identity"] for each in document["assessments"])

    assert [each["assessment"] for each in document["reflections"]] == [first]
    assert [each["assessment"] for each in document["briefs"]] == [first]
    assert [each["assessment"] for each in document["goals"]] == [first, None]
    look_back = document["look_backs"][0]
    assert (look_back["assessment"], look_back["seen_from"]) == (first, second)


def test_words_of_every_version_used_are_in_it_and_of_no_other(ada):
    shipped = QuestionnaireVersion.objects.get(key="set-framework", version=1)
    later, _ = publish_questionnaire(document=version_2(shipped.document), at=NOW)
    make_assessment(ada, version=shipped)
    assert [each["version"] for each in export_document(ada)["questionnaires"]] == [1]
    make_assessment(ada, version=later)

    found = export_document(ada)["questionnaires"]

    assert [(each["version"], each["digest"]) for each in found] == [
        (1, shipped.digest),
        (2, later.digest),
    ]
    for each in found:
        assert digest(each["document"]) == each["digest"]
        words = each["document"]["texts"]["en"]["items"][ITEM]["question"]
        assert words.endswith("?")


def test_identities_depend_on_content_and_not_on_the_account(ada, mallory):
    live(ada)
    live(mallory)

    hers, others = export_document(ada), export_document(mallory)

    for kind in KINDS:
        assert [each["identity"] for each in hers[kind]] == [
            each["identity"] for each in others[kind]
        ]
    assert hers["assessments"][0]["code"] != others["assessments"][0]["code"]


def test_alike_records_have_identities_of_their_own(ada):
    for _ in range(2):
        make_assessment(ada, at=BEGUN)

    one, other = export_document(ada)["assessments"]

    assert one["identity"] != other["identity"]
    assert one["responses"] == other["responses"]


def test_nothing_of_others_is_in_it(ada, mallory):
    live(mallory)

    document = export_document(ada)

    assert {kind: document[kind] for kind in KINDS} == {kind: [] for kind in KINDS}
    assert document["account"]["shared"] == []
    assert mallory.email not in json.dumps(document)


def test_no_secret_is_in_it(ada):
    _token, text = create_token(person=ada, name="cron", days=30, at=NOW)
    client = Client()
    log_in(client, ada.email)
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "JBSWY3DP"})

    document = export_document(ada)["account"]

    (token,), (session,), (step,) = (
        document[name] for name in ("tokens", "sessions", "second_steps")
    )
    assert (token["name"], step["type"], session["ip"]) == ("cron", "totp", "127.0.0.1")
    ada.refresh_from_db()
    shown = json.dumps(document)
    for secret in (
        text,
        Token.objects.get().digest,
        Token.objects.get().token_key,
        ada.password,
        "JBSWY3DP",
        client.session.session_key,
    ):
        assert secret not in shown


def test_share_links_tell_when_they_were_opened_but_do_not_open(ada):
    live(ada)

    (link,) = export_document(ada)["account"]["shared"]

    assert link["opened_at"] == ["2025-04-30T08:30:15.123456Z"]
    assert ShareLink.objects.get().token not in json.dumps(link)


def test_choice_about_a_team_s_mail_is_in_it_without_the_secret_that_stops_it(ada):
    assert export_document(ada)["account"]["teams"]["window_reminder"] is None
    reminder = AnswerWeeksReminder.objects.create(
        person=ada, is_on=False, claimed_for=NOW.date(), claimed_at=NOW
    )

    document = export_document(ada)

    assert document["account"]["teams"]["window_reminder"] == {
        "is_on": False,
        "claimed_at": "2026-11-24T09:30:00Z",
    }
    assert reminder.stop_token not in json.dumps(document)


def test_ten_years_need_as_many_queries_as_one_result(ada):
    live(ada)
    with CaptureQueriesContext(connection) as few:
        export_document(ada)
    for month in range(120):
        made = make_assessment(ada, at=BEGUN - timedelta(days=30 * month))
        Note.objects.create(assessment=made, item=ITEM, text="It went well.")

    with CaptureQueriesContext(connection) as many:
        document = export_document(ada)

    assert len(document["assessments"]) == 123
    assert len(many) == len(few) == 36


def test_deleted_assessment_is_not_in_it(ada):
    first = live(ada)
    delete_assessment(person=ada, code=first.code)

    document = export_document(ada)

    assert len(document["assessments"]) == 2
    assert document["look_backs"] == document["briefs"] == document["reflections"] == []
    assert [goal["assessment"] for goal in document["goals"]] == [None, None]
