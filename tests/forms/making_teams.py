"""Pages about teams, with something stored in every field."""

from typing import Any

from django.urls import reverse

from assessments.teams.services.answer_weeks import agree_answer_weeks
from assessments.teams.services.focus import agree_focus
from assessments.teams.services.invitations import invite
from assessments.teams.services.teams import found_team
from setframework.people.models import User
from tests.factories import NOW, make_user
from tests.forms.making import AT, CHRISTMAS, LINE, WORDS
from tests.teams.organisation import join, make_part, make_team


def _run(ada: User) -> Any:
    team = found_team(person=ada, name=LINE, at=NOW)
    join(team, ada, at=NOW)
    return team


def settings_page(ada: User) -> str:
    team = _run(ada)
    make_part(team, found_team(person=ada, name="Engineering", at=NOW), at=NOW)
    agree_answer_weeks(person=ada, code=team.code, weeks=6)
    return reverse("teams:settings", args=[team.code])


def hand_over_page(ada: User) -> str:
    team = _run(ada)
    join(team, make_user(name="Bo"), at=NOW)
    return reverse("teams:hand_over", args=[team.code])


def new_focus_page(ada: User) -> str:
    return reverse("teams:focus", args=[_run(ada).code])


def focus_page(ada: User) -> str:
    team = _run(ada)
    words = {"focus": LINE, "experiment": WORDS, "review_on": CHRISTMAS}
    agree_focus(person=ada, code=team.code, at=NOW, **words)
    return reverse("teams:focus", args=[team.code])


def commitments_page(ada: User) -> str:
    return reverse("teams:commitments", args=[_run(ada).code])


def teaching_page(ada: User) -> str:
    return reverse("teams:teaching", args=[_run(ada).code])


def join_page(ada: User) -> str:
    team = make_team(make_user(name="Bo"), at=NOW)
    _, token = invite(person=team.manager, code=team.code, email=ada.email, at=AT)
    return reverse("teams:join", args=[token])
