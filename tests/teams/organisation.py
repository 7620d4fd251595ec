"""People, teams and sittings on given days, for tests about releases."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.selectors.questionnaires import get_site_version
from assessments.teams.disclosure.parameters import ROSTER
from assessments.teams.models.invitations import Invitation
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.teams import Team
from assessments.teams.models.ties import Tie
from assessments.teams.releases.making import release_trends
from assessments.teams.releases.tokens import key_fingerprint, person_token
from assessments.teams.selectors.roster import list_roster_lines
from assessments.teams.services import invitations, managers, teams, ties
from setframework.people.models import User
from tests.factories import make_responses, make_user

DAY = timedelta(days=1)
# The half-years of the tests; people and teams are there long before the first closes.
LONG_AGO = datetime(2027, 1, 10, tzinfo=UTC)
FIRST = datetime(2027, 7, 1, tzinfo=UTC)
SECOND = datetime(2028, 1, 1, tzinfo=UTC)
THIRD = datetime(2028, 7, 1, tzinfo=UTC)
_tokens = count(1)


def make_person(name: str = "", *, since: datetime = LONG_AGO, **fields: Any) -> User:
    return make_user(name=name, joined_at=since, **fields)


def make_team(
    manager: User | None = None, *, name: str = "Platform", at: datetime = LONG_AGO
) -> Team:
    """Where the manager has one of this name, with a number behind it."""
    manager = manager or make_person()
    same = Team.objects.filter(manager=manager, name__startswith=name).count()
    return teams.found_team(person=manager, name=f"{name} {same + 1}" if same else name, at=at)


def join(
    team: Team, person: User | None = None, *, consent: bool = True, at: datetime = LONG_AGO
) -> Membership:
    """By an invitation, as everybody does; its letter, which costs most, is not written."""
    token = f"token {next(_tokens)}"
    Invitation.objects.create(
        team=team,
        email="x@example.org",
        token_hash=Invitation.hash_of(token),
        invited_at=at,
        expires_at=at + DAY,
    )
    return invitations.accept_invitation(
        person=person or make_person(), token=token, consent=consent, at=at
    )


def sit(
    person: User,
    at: datetime,
    value: int = 2,
    *,
    carried_over: Iterable[str] = (),
    version: QuestionnaireVersion | None = None,
    imported: bool = False,
    **responses: Any,
) -> Assessment:
    """A sitting that the server received in that moment."""
    version = version or get_site_version()
    return Assessment.objects.create(
        person=person,
        version=version,
        responses=make_responses(version, value) | responses,
        carried_over=list(carried_over),
        started_at=at,
        completed_at=at,
        received_at=at,
        imported_at=at if imported else None,
    )


def hand_over(team: Team, to: Membership, at: datetime) -> None:
    """The manager asks a member, who accepts."""
    team.refresh_from_db()
    assert team.manager is not None
    managers.offer_team(person=team.manager, code=team.code, to=to.code)
    managers.accept_team(person=to.person, code=team.code, at=at)
    team.refresh_from_db()


def make_part(team: Team, above: Team | None, at: datetime = LONG_AGO) -> None:
    """Both managers agree that the team is part of the other, wherever they are; None: of none."""
    assert team.manager is not None
    if above is None or above.manager == team.manager:
        code = above and above.code
        ties.set_parent(person=team.manager, code=team.code, parent=code, at=at)
    else:
        assert above.manager is not None
        tie = Tie.objects.create(team=team, parent=above, asked_at=at)
        ties.agree_tie(person=above.manager, code=above.code, tie=tie.code, at=at)
    team.refresh_from_db()


def make_full_team(size: int = 5, *, at: datetime = FIRST - 10 * DAY, **fields: Any) -> Team:
    """So many consenting members who all took the assessment then; after them, in a team of less
    than six, others without consent: so few on the roster would hold every number.
    """
    team = make_team()
    for _ in range(size):
        sit(join(team).person, at, **fields)
    for _ in range(size, ROSTER):
        join(team, consent=False)
    return team


def members(team: Team) -> list[User]:
    """Who is in the team, in the order in which they joined."""
    found = Membership.objects.filter(team=team, left_at=None).select_related("person")
    return [membership.person for membership in found.order_by("pk")]


def doubted_in(team: Team, at: datetime = LONG_AGO) -> set[UUID]:
    """The codes of the memberships about which an effective doubt stands then."""
    lines = list_roster_lines(team, User(), at)
    return {line.entry.code for line in lines if line.needed}


def release(team: Team, closes_at: datetime = FIRST) -> TrendRelease:
    """What the run just after the close made of the team."""
    release_trends(at=closes_at + timedelta(minutes=1))
    return TrendRelease.objects.get(team=team, half_year__closes_at=closes_at)


def make_release(team: Team, closes_at: datetime = FIRST, **fields: Any) -> TrendRelease:
    """A row as a run would write it, where it does not matter from what."""
    half_year, _ = HalfYear.objects.get_or_create(closes_at=closes_at)
    last = TrendRelease.objects.order_by("pk").last()
    values = {
        "questionnaire": "set-framework",
        "version": 1,
        "digest": "d" * 64,
        "pillars": [["soft-skills", "Soft skills"], ["technical", "Technical"]],
        "status": "published",
        "values": {"soft-skills": 50, "technical": 60},
        "parameters": 2,
        "nonce": "n" * 64,
        "key_fingerprint": key_fingerprint(),
        "previous_hash": last.hash if last else "",
        "hash": uuid4().hex,
    }
    return TrendRelease.objects.create(team=team, half_year=half_year, **values | fields)


def contributors(release: TrendRelease, people: Iterable[User]) -> set[User]:
    tokens = set(
        ReleaseToken.objects.filter(release=release).values_list("person_token", flat=True)
    )
    return {person for person in people if person_token(person.code) in tokens}
