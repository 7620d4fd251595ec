"""Pages about answers and accounts, with something stored in every field."""

from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse

from assessments.selectors.questionnaires import get_site_version
from assessments.selectors.result import get_result
from assessments.services.check_in import save_check_in
from assessments.services.direction import set_direction
from assessments.services.look_back import save_look_back
from assessments.services.measurement import set_measurement_consent
from assessments.services.reflections import save_reflections
from assessments.services.taking import Evidence, save_response
from assessments.services.unclear import report_unclear
from setframework.people.models import User
from setframework.people.visitors import Holder
from tests.factories import (
    NOW,
    make_assessment,
    make_brief,
    make_goal,
    make_key_technology,
    make_reminder,
    make_responses,
)

ITEM = "tough-feedback"
# A question with everything that one can ask.
CAN_GAIN = "decision-to-business-value"
# What a short retake asks again after an even result.
ASKED = ("tech-debt-empathy", "negotiating-engineering-work", "writing-with-confidence")
DAY = timedelta(days=1)
# The clock of the pages: what was planned for Christmas is past by then.
AT = NOW + 40 * DAY
CHRISTMAS = date(2026, 12, 24)
# All that people wrote; `hard.py` puts something worse in its place.
LINE = "Say no"
WORDS = "Say no.\n\nKindly, and <b>mean</b> it."


def _draft(ada: User) -> Any:
    draft = make_assessment(ada, {"team-trust": 2}, completed=False, at=NOW + 2 * DAY)
    note = Evidence(WORDS, date(2026, 3, 1))
    save_response(
        holder=Holder(person=ada), code=draft.code, item=CAN_GAIN, value=2, can_gain=True, note=note
    )
    return draft


def question(ada: User) -> str:
    return reverse("assessments:question", args=[_draft(ada).code, CAN_GAIN])


def unclear_page(ada: User) -> str:
    url = question(ada)
    code = url.split("/")[2]
    report_unclear(holder=Holder(person=ada), code=code, item=CAN_GAIN, at=NOW, word="")
    return url


def check_in_page(ada: User) -> str:
    make_assessment(ada)
    draft = make_assessment(ada, completed=False, at=NOW + 2 * DAY)
    notes = dict.fromkeys(ASKED, Evidence(WORDS))
    answers = {ITEM: 1, **dict.fromkeys(ASKED, 3)}
    save_check_in(person=ada, code=draft.code, answers=answers, notes=notes)
    return reverse("assessments:check_in", args=[draft.code])


def look_back_page(ada: User) -> str:
    first = make_assessment(ada)
    make_assessment(ada, at=NOW + DAY)
    seen = make_responses(get_site_version(), 1)
    save_look_back(person=ada, code=first.code, responses=seen, at=NOW + 2 * DAY)
    return reverse("assessments:look_back", args=[first.code])


def reflections_page(ada: User) -> str:
    result = make_assessment(ada)
    texts = dict.fromkeys(("curious", "tried", "aspires"), WORDS)
    save_reflections(person=ada, code=result.code, texts=texts, at=NOW)
    return reverse("assessments:reflections", args=[result.code])


def brief_page(ada: User) -> str:
    answers = make_responses(get_site_version(), 1, team_trust=4)
    result = make_assessment(ada, answers, level="staff")
    make_brief(
        result,
        strengths=["team-trust"],
        evidence={"team-trust": LINE},
        gaps=[focus.item for focus in get_result(result).profile.focus[:2]],
        request=LINE,
        has_name=True,
    )
    return reverse("assessments:brief", args=[result.code])


def direction_page(ada: User) -> str:
    said: dict[str, Any] = {"aims_at": "staff", "by_on": date(2027, 3, 1), "path": "technologist"}
    said |= {"level": "intern", "brings": "curious", "holds_back": ["time"], "note": WORDS}
    set_direction(person=ada, at=NOW, **said)
    return "/direction/"


def account_page(ada: User) -> str:
    User.objects.filter(pk=ada.pk).update(name=LINE)
    direction_page(ada)
    make_reminder(ada)
    return "/account/"


def technology_page(ada: User) -> str:
    made = make_key_technology(ada, LINE, evidence=WORDS, happened_on=date(2026, 1, 2))
    return reverse("assessments:technology", args=[made.code])


def goal_page(ada: User) -> str:
    goal = make_goal(ada, text=WORDS, due_on=CHRISTMAS, note=WORDS)
    return reverse("assessments:edit_goal", args=[goal.code])


def share_page(ada: User) -> str:
    result = make_assessment(ada, level="staff")
    make_brief(result)
    return reverse("assessments:share", args=[result.code])


def data_page(ada: User) -> str:
    set_measurement_consent(person=ada, is_given=True, at=NOW)
    return "/account/data/"


def passkey_page(ada: User) -> str:
    data = {"name": LINE, "credential": {}}
    passkey = Authenticator.objects.create(user=ada, type="webauthn", data=data)
    return reverse("mfa_edit_webauthn", args=[passkey.pk])


def start_page(ada: User) -> str:
    direction_page(ada)
    return "/assessments/start/"


def compare_page(ada: User) -> str:
    for number in range(2):
        make_assessment(ada, at=NOW + number * DAY)
    return "/history/compare/"


def add_goal_page(ada: User) -> str:
    make_assessment(ada)
    return f"/plan/add/?item={ITEM}"
