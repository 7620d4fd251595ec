"""The part of one's own copy of the data that is about mentors."""

import json
from datetime import date

from mentors.matching.filters import Filters
from mentors.models.blocks import Block
from mentors.models.runs import ProgrammeRun
from mentors.selectors.search import Asked
from mentors.services import notes, results
from mentors.services.alerts import request_alert
from mentors.services.profiles import name_manager
from setframework.portable.exporting import export_document
from tests.factories import (
    NOW,
    make_assessment,
    make_mentor,
    make_mentorship,
    make_participant,
    make_programme,
    make_proposal,
)


def exported(person):
    return json.loads(json.dumps(export_document(person)))["account"]["mentoring"]


def test_everything_somebody_wrote_is_in_their_copy(ada, grace):
    make_mentor(ada, wants=["team-trust"], hidden=["team-trust"], paused_until=date(2027, 1, 31))
    name_manager(person=ada, email="boss@example.org", at=NOW)
    request_alert(person=ada, asked=Asked("peer", Filters(goal="say-no")), at=NOW)
    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    found = exported(ada)

    assert found["profile"]["hidden"] == ["team-trust"]
    assert found["profile"]["paused_until"] == "2027-01-31"
    assert found["profile"]["manager_email"] == "boss@example.org"
    assert [(each["kind"], each["goal"]) for each in found["waiting_searches"]] == [
        ("peer", "say-no")
    ]
    assert found["blocked"] == [str(grace.code)]


def test_who_is_blocked_does_not_learn_it_from_their_copy(ada, grace):
    Block.objects.create(person=ada, blocked=grace, created_at=NOW)

    assert exported(grace) == {
        "profile": None,
        "waiting_searches": [],
        "blocked": [],
        "requests": [],
        "mentorships": [],
        "result_reads": [],
        "programmes": {"organised": [], "joined": [], "proposals": []},
        "reports": [],
    }


def test_mentorship_is_there_with_own_words_and_nobody_elses(ada, grace):
    mentorship = make_mentorship(grace, ada)
    who = {"code": mentorship.code, "at": NOW}
    notes.add_goal(person=grace, text="Say no", items=["tough-feedback"], **who)
    notes.write_note(person=ada, text="Mine", is_shared=False, **who)
    notes.write_note(person=grace, text="Hers", is_shared=False, **who)
    assessment = make_assessment(ada)
    share = results.share_result(person=ada, assessment=assessment.code, **who)
    results.read_shared_result(person=grace, share=share.code, **who)

    found = exported(ada)

    assert [(each["sent"], each["message"]) for each in found["requests"]] == [(True, "Teach me.")]
    (own,) = found["mentorships"]
    assert (own["as"], own["state"], own["code"]) == ("mentee", "active", str(mentorship.code))
    assert [goal["text"] for goal in own["goals"]] == ["Say no"]
    assert [note["text"] for note in own["notes"]] == ["Mine"]
    assert [shown["assessment__code"] for shown in own["shown_results"]] == [str(assessment.code)]
    assert found["result_reads"] == [
        {"reader": "Grace", "result": str(assessment.code), "read_at": "2026-11-24T09:30:00Z"}
    ]
    assert exported(grace)["result_reads"] == []


def test_programmes_are_there_with_own_answers_and_nobody_elses(ada, grace):
    programme = make_programme(ada, name="Spring")
    make_participant(programme, ada)
    make_participant(programme, grace, places=2)
    make_proposal(programme, grace, ada, mentor_says=True)
    secret = make_proposal(programme, grace, ada, expires_at=None)
    ProgrammeRun.objects.filter(pk=secret.run_id).update(published_at=None)

    found = exported(ada)["programmes"]

    assert [each["name"] for each in found["organised"]] == ["Spring"]
    assert [(each["is_mentee"], each["places"]) for each in found["joined"]] == [(True, 0)]
    assert found["proposals"] == [
        {
            "as": "mentee",
            "run__programme__code": str(programme.code),
            "band": "good",
            "expires_at": "2026-12-04T09:30:00Z",
            "says": None,
        }
    ]
    assert exported(grace)["programmes"]["organised"] == []
