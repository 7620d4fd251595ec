"""Three teams and the team above them, with every release since they were founded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.questionnaire import MAX_VALUE
from assessments.selectors.questionnaires import read_questionnaire
from assessments.services.taking import complete_assessment
from assessments.services.whole_assessments import create_assessment
from assessments.teams.disclosure.half_years import list_closings
from assessments.teams.models.teams import Team
from assessments.teams.releases.making import release_trends
from assessments.teams.selectors.ties import find_tie
from assessments.teams.services import (
    answer_weeks,
    commitments,
    focus,
    invitations,
    teaching,
    teams,
    ties,
)
from setframework.people.models import User
from setframework.people.visitors import Holder

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TEN_MINUTES = timedelta(minutes=10)
COMMITMENTS = (
    ("time", "Friday afternoons are free of meetings."),
    ("introductions", "I introduce each of you to somebody in another part of the company."),
)
TEACHING = (
    "Reading a query plan",
    "Writing a decision down on one page",
    "Preparing feedback that is hard to say",
)


@dataclass(frozen=True)
class Plan:
    """A team of the demo. `often` is the share of half-years in which a colleague answers."""

    name: str
    manager: str
    characters: tuple[str, ...]
    colleagues: int
    consent: float
    often: float
    start: float  # mean answer, 0..4
    pace: float
    weeks: int | None = None  # before the close, in which the team agreed to answer again


WHOLE = Plan("Engineering", "kavya", ("ines", "jonas", "goran"), 0, 1.0, 0.0, 0.0, 0.0)
TEAMS = (
    Plan("Platform", "ines", ("amara", "ben", "chen"), 12, 0.95, 0.95, 1.6, 0.35, weeks=4),
    Plan("Payments", "jonas", ("dalia", "emil", "farah"), 10, 0.9, 0.85, 2.2, 0.1),
    Plan("Apps", "goran", ("hanna",), 7, 0.8, 0.45, 2.0, 0.2),  # sometimes too few
)


def fill_teams(
    people: dict[str, User],
    colleagues: Sequence[User],
    version: QuestionnaireVersion,
    since: datetime,
    now: datetime,
) -> None:
    """`people` has the characters by their first name in lower case."""
    whole = _found(WHOLE, people, [], since, Random(0))  # noqa: S311
    start = 0
    for number, plan in enumerate(TEAMS):
        chance = Random(100 + number)  # noqa: S311
        own = colleagues[start : start + plan.colleagues]
        start += plan.colleagues
        team = _found(plan, people, own, since, chance)
        _make_part(team, whole, people, plan, since + 2 * HOUR)
        _work_with_it(team, people[plan.manager], own, now)
        answer_weeks.agree_answer_weeks(
            person=people[plan.manager], code=team.code, weeks=plan.weeks
        )
        for person in own:
            _sit_for_years(person, plan, version, list_closings(since, now), chance)
    release_trends(at=now)


def _found(
    plan: Plan, people: dict[str, User], own: Iterable[User], since: datetime, chance: Random
) -> Team:
    manager = people[plan.manager]
    team = teams.found_team(person=manager, name=plan.name, at=since)
    for person in [*(people[name] for name in plan.characters), *own]:
        _, token = invitations.invite(person=manager, code=team.code, email=person.email, at=since)
        invitations.accept_invitation(
            person=person, token=token, consent=chance.random() < plan.consent, at=since + HOUR
        )
    return team


def _make_part(team: Team, whole: Team, people: dict[str, User], plan: Plan, at: datetime) -> None:
    """Both managers agree."""
    ties.set_parent(person=people[plan.manager], code=team.code, parent=whole.code, at=at)
    tie = find_tie(team)
    if tie is not None:
        ties.agree_tie(person=people[WHOLE.manager], code=whole.code, tie=tie.code, at=at)


def _work_with_it(team: Team, manager: User, own: Sequence[User], now: datetime) -> None:
    """The team's focus, the commitments of its manager, and the offers to teach."""
    at = now - 20 * DAY
    focus.agree_focus(
        person=manager,
        code=team.code,
        focus="Say no early enough that it helps",
        experiment="For six weeks we answer every new request within a day: yes, no, or by when.",
        review_on=(now + 22 * DAY).date(),
        at=at,
    )
    for kind, text in COMMITMENTS:
        commitments.make_commitment(person=manager, code=team.code, kind=kind, text=text, at=at)
    for person, text in zip(own, TEACHING, strict=False):
        teaching.offer_teaching(person=person, code=team.code, text=text, at=at)


def _sit_for_years(
    person: User,
    plan: Plan,
    version: QuestionnaireVersion,
    closings: Sequence[datetime],
    chance: Random,
) -> None:
    """Answer in most half-years, in the last weeks before they close."""
    items = read_questionnaire(version).items
    talent = {item.key: plan.start + chance.gauss(0, 0.9) for item in items}
    for number, closes_at in enumerate(closings):
        at = closes_at - timedelta(days=chance.randrange(4, 30), hours=chance.randrange(8))
        grown = plan.pace * number / 2
        answers: dict[str, int | str | None] = {
            key: max(0, min(MAX_VALUE, round(value + grown + chance.gauss(0, 0.4))))
            for key, value in talent.items()
        }
        if chance.random() < plan.often:
            draft = create_assessment(person=person, version=version, responses=answers, at=at)
            complete_assessment(holder=Holder(person=person), code=draft.code, at=at + TEN_MINUTES)
