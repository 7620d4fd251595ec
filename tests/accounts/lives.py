"""Somebody who has used every part of the site."""

from datetime import UTC, date, datetime, timedelta

from assessments.models.taking import Assessment
from assessments.selectors.questionnaires import get_site_version, read_questionnaire
from assessments.services.check_in import save_check_in
from assessments.services.direction import set_direction
from assessments.services.look_back import save_look_back
from assessments.services.plan import finish_goal
from assessments.services.reflections import save_reflections
from assessments.services.sharing import log_share_visit
from assessments.services.taking import (
    Evidence,
    complete_assessment,
    save_response,
    start_assessment,
)
from assessments.services.unclear import report_unclear
from setframework.people.models import User
from setframework.people.visitors import Holder
from tests.factories import (
    make_assessment,
    make_brief,
    make_goal,
    make_key_technology,
    make_share_link,
)

BEGUN = datetime(2025, 3, 1, 8, 30, 15, 123456, tzinfo=UTC)
MONTH = timedelta(days=30)
ITEM = "tough-feedback"


def live(person: User) -> Assessment:
    """Two results, the second by a check-in, an open draft, and all that can go with them.

    Returns the first one.
    """
    version = get_site_version()
    holder = Holder(person=person)
    can_gain = next(each.key for each in read_questionnaire(version).items if each.can_gain)
    first = make_assessment(
        person,
        at=BEGUN,
        level="staff",
        path="technologist",
        can_gain=[can_gain],
        notes={ITEM: Evidence("Told my lead about the outage.", date(2025, 2, 14))},
    )
    second = start_assessment(holder=holder, version=version, at=BEGUN + MONTH, level="staff")
    same = [item.key for item in read_questionnaire(version).items if item.key != ITEM]
    save_check_in(person=person, code=second.code, answers={ITEM: 3}, same=same)
    complete_assessment(holder=holder, code=second.code, at=BEGUN + MONTH + timedelta(minutes=3))
    draft = start_assessment(holder=holder, version=version, at=BEGUN + 2 * MONTH)
    note = Evidence("A first word.")
    save_response(holder=holder, code=draft.code, item=ITEM, value="no-opportunity", note=note)
    save_response(holder=holder, code=draft.code, item="team-trust", value=None)
    report_unclear(holder=holder, code=draft.code, item=ITEM, at=BEGUN, word="tough")
    _say(person, first)
    return first


def _say(person: User, first: Assessment) -> None:
    later = BEGUN + 2 * MONTH
    save_reflections(
        person=person, code=first.code, texts={"curious": "How others do it."}, at=BEGUN
    )
    save_look_back(person=person, code=first.code, responses={ITEM: 1}, at=later)
    for level, at in (("associate", BEGUN), ("staff", later)):
        set_direction(
            person=person, level=level, aims_at="staff", by_on=date(2026, 1, 1),
            path="technologist", brings="curious", holds_back=["time"], note="Soon.", at=at,
        )  # fmt: skip
    goal = make_goal(person, at=BEGUN, item=ITEM, due_on=date(2025, 9, 1), note="It helped.")
    finish_goal(person=person, code=goal.code, at=later)
    make_goal(person, at=BEGUN - MONTH, expects="")
    make_key_technology(person, at=BEGUN, evidence="Ten years.", happened_on=date(2025, 1, 2))
    make_brief(first, at=BEGUN)
    log_share_visit(link=make_share_link(first, at=BEGUN), at=later)
