"""GET mentors/"""

from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentors.models.blocks import Block
from mentors.models.profiles import MentorProfile
from mentors.services.profiles import name_manager
from mentors.services.revision import next_revision
from tests.factories import NOW, make_mentor, make_user


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def names(api, query=""):
    return [each["name"] for each in api.get(f"mentors/{query}").json()["results"]]


@pytest.fixture
def asking(ada):
    """Ada at a middle rung with a goal and a want."""
    return make_mentor(
        ada,
        level="staff",
        goals=[{"goal": "say-no", "priority": 1}, {"goal": "tech-debt", "priority": 2}],
        wants=["tough-feedback", "team-trust"],
        offers=["data-systems"],
        background=["qa"],
        hours=["mon-18", "mon-19"],
        time_zone="Europe/Berlin",
        agenda="open",
        is_listed=False,
    )


def test_match_has_band_and_reasons_in_words_and_no_number(as_ada, asking, grace):
    make_mentor(
        grace,
        headline="Compilers",
        level="principal",
        goals=[{"goal": "say-no", "priority": 3}],
        offers=["tough-feedback", "team-trust"],
        wants=["data-systems", "staying-current"],
        hidden=["team-trust", "staying-current"],
        background=["QA"],
        hours=["mon-17", "mon-18"],
        agenda="open",
    )

    response = as_ada.get("mentors/?kind=mentor").json()

    assert response["next"] is None
    assert response["results"] == [
        {
            "code": str(grace.code),
            "name": "Grace",
            "headline": "Compilers",
            # 24 of 40, 25, 15, 4 of 10, 5 and 2.5
            "band": "strong",
            "reasons": [
                {
                    "factor": "goals",
                    "text": "Helps with 1 of your 2 goals: say no and keep the relationship",
                },
                {"factor": "wants", "text": "Offers: giving tough feedback"},
                {"factor": "background", "text": "Shares your background: QA"},
                {"factor": "hours", "text": "2 common hours a week"},
                {
                    "factor": "style",
                    "text": "Both prefer an open conversation. Both like to meet every two weeks",
                },
            ],
            "you_could_offer": [
                {"factor": "goals", "text": "Shares their goal: say no and keep the relationship"},
                {"factor": "wants", "text": "Wants to grow: understanding how databases behave"},
            ],
        }
    ]


def test_kinds_look_up_down_and_across(as_ada, asking):
    make_mentor(name="Above", level="principal")
    make_mentor(name="Equal", level="staff")
    make_mentor(name="Junior", level="associate")
    make_mentor(name="Teacher", level="associate", offers=["team-trust"])

    assert sorted(names(as_ada, "?kind=mentor")) == ["Above", "Equal", "Teacher"]
    assert names(as_ada, "?kind=reverse") == ["Teacher"]
    assert sorted(names(as_ada, "?kind=peer")) == ["Equal", "Teacher"]


@pytest.mark.parametrize(
    "query", ["?kind=boss", "?kind=", "?limit=0", "?offset=-1", f"?goal={'x' * 61}", "?goal=%00"]
)
def test_wrong_query_is_refused(as_ada, asking, query):
    assert as_ada.get(f"mentors/{query}").status_code == 400


def test_filters_narrow(as_ada, asking):
    make_mentor(name="Goal", goals=[{"goal": "say-no", "priority": 2}])
    make_mentor(name="Item", offers=["team-trust"])
    make_mentor(name="Hidden", offers=["team-trust"], hidden=["team-trust"])
    make_mentor(name="Tag", background=["Career changer"], languages=["en", "de"])

    assert names(as_ada, "?goal=say-no") == ["Goal"]
    assert names(as_ada, "?item=team-trust") == ["Item"]
    assert names(as_ada, "?background=career-changer") == ["Tag"]
    assert names(as_ada, "?background=Career%20Changer") == ["Tag"]
    assert names(as_ada, "?language=de") == ["Tag"]
    assert names(as_ada, "?goal=unheard-of") == []
    assert len(names(as_ada, "?goal=&item=&language=&background=")) == 4


def test_who_must_not_be_found_is_not_found(as_ada, ada, asking):
    tomorrow = (NOW + timedelta(days=1)).date()
    make_mentor(name="Unlisted", is_listed=False)
    make_mentor(name="Shut", is_open=False)
    make_mentor(name="Paused", paused_until=tomorrow)
    make_mentor(name="Full", capacity=0)
    make_mentor(name="French", languages=["fr"])
    make_mentor(name="Busy", async_ok=False, hours=["sun-3"])
    make_mentor(make_user("gone@example.org", is_active=False), name="Gone")
    blocked, blocker = make_mentor(name="Blocked"), make_mentor(name="Blocker")
    Block.objects.create(person=ada, blocked=blocked.person, created_at=NOW)
    Block.objects.create(person=blocker.person, blocked=ada, created_at=NOW)
    unverified = make_mentor(name="Unverified")
    unverified.person.emailaddress_set.update(verified=False)
    make_mentor(name="Back", paused_until=NOW.date())

    assert names(as_ada) == ["Back"]


def test_manager_chain_is_kept_apart_both_ways(as_ada, ada, asking):
    people = {name: make_user(f"{name}@example.org", name=name) for name in ("boss", "top")}
    people |= {name: make_user(f"{name}@example.org", name=name) for name in ("report", "other")}
    for person in people.values():
        make_mentor(person)
    name_manager(person=ada, email="BOSS@example.org", at=NOW)
    name_manager(person=people["boss"], email="top@example.org", at=NOW)
    name_manager(person=people["report"], email="ada@example.org", at=NOW)

    assert names(as_ada) == ["other"]


def test_without_a_profile_nobody_is_proposed(as_ada):
    make_mentor()

    assert as_ada.get("mentors/").json() == {"results": [], "next": None, "previous": None}


def test_pages_follow_each_other(as_ada, asking):
    for number in range(5):
        make_mentor(name=str(number))
    codes = [each["code"] for each in as_ada.get("mentors/").json()["results"]]

    first = as_ada.get("mentors/?limit=2").json()
    second = as_ada.get("mentors/?limit=2&offset=2").json()

    assert [each["code"] for each in first["results"] + second["results"]] == codes[:4]
    assert codes == sorted(codes)
    assert second["next"].endswith("limit=2&offset=4")


def test_search_sees_every_change_at_once(as_ada, asking):
    profile = make_mentor(name="Mel")
    assert names(as_ada) == ["Mel"]

    make_mentor(profile.person, name="Melanie", wants=["team-trust"])
    assert names(as_ada) == ["Melanie"]

    make_mentor(name="New")
    profile.person.delete()
    assert names(as_ada) == ["New"]

    row = MentorProfile.objects.get(name="New")
    MentorProfile.objects.filter(pk=row.pk).update(active=1, revision=next_revision())
    assert names(as_ada) == []


def test_statements_are_few_however_many_people(as_ada, asking):
    for _ in range(3):
        make_mentor()
    as_ada.get("mentors/")
    with CaptureQueriesContext(connection) as queries:
        assert len(names(as_ada)) == 3

    # The token with its person, the questionnaire, the own profile, the stamp, who is apart, rows.
    assert len(queries) == 6


def test_ranking_is_the_documented_one(as_ada, ada, grace):
    """Random profiles, scored here by the document with fractions."""
    chance = Random(7)
    goals, items = ["say-no", "tech-debt", "community"], ["tough-feedback", "team-trust"]

    def random_values():
        return {
            "goals": [
                {"goal": goal, "priority": chance.randint(1, 3)}
                for goal in goals
                if chance.random() < 0.6
            ],
            "offers": [item for item in items if chance.random() < 0.5],
            "wants": [item for item in items if chance.random() < 0.5],
            "background": [tag for tag in ("qa", "parent") if chance.random() < 0.5],
            "background_preference": chance.choice(["any", "same", "different"]),
            "hours": [f"mon-{hour}" for hour in range(9, 18) if chance.random() < 0.5],
            "cadence": chance.choice(["weekly", "monthly"]),
            "agenda": chance.choice(["structured", "open"]),
        }

    me = make_mentor(ada, **random_values())
    others = [make_mentor(name=str(number), **random_values()) for number in range(30)]

    def score(one, other):
        weights = {goal["goal"]: 4 - goal["priority"] for goal in one.goals}
        listed = {goal["goal"] for goal in other.goals}
        shared = bool(set(one.background) & set(other.background))
        fits = {"any": True, "same": shared, "different": not shared}
        total = Fraction(5, 2) + 15 * fits[one.background_preference]
        total += Fraction(
            40 * sum(w for goal, w in weights.items() if goal in listed),
            sum(weights.values()) or 1,
        )
        total += Fraction(25 * len(set(one.wants) & set(other.offers)), len(one.wants) or 1)
        total += 2 * min(len(set(one.hours) & set(other.hours)), 5)
        return total + Fraction(5, 2) * (
            (one.cadence == other.cadence) + (one.agenda == other.agenda)
        )

    for kind, scores in {
        "mentor": {other: score(me, other) for other in others},
        "peer": {other: min(score(me, other), score(other, me)) for other in others},
    }.items():
        expected = sorted(scores, key=lambda other: (-scores[other], str(other.person.code)))
        found = as_ada.get(f"mentors/?kind={kind}").json()["results"]
        assert [each["code"] for each in found] == [str(other.person.code) for other in expected]
        assert [each["band"] for each in found] == [
            "strong" if scores[other] >= 60 else "good" if scores[other] >= 35 else "possible"
            for other in expected
        ]


def test_search_needs_credentials(anyone):
    assert anyone.get("mentors/").status_code == 401
