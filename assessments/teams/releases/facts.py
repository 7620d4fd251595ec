"""The facts about a team in the database, for a half-year that has closed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.score import score
from assessments.selectors.questionnaires import read_questionnaire
from assessments.teams.disclosure.decision import Earlier
from assessments.teams.disclosure.doubts import find_doubted
from assessments.teams.disclosure.half_years import closing_before, oldest_allowed
from assessments.teams.disclosure.members import (
    Standing,
    is_barred,
    is_on_roster,
    was_barred_since,
)
from assessments.teams.disclosure.sittings import Sitting
from assessments.teams.models.acts import HOLDING, TeamAct
from assessments.teams.models.doubts import Doubt, Vouch
from assessments.teams.models.membership import Membership
from assessments.teams.models.releases import ReleaseToken, TrendRelease
from assessments.teams.models.restores import Restore
from assessments.teams.models.teams import Team
from assessments.teams.releases.tokens import assessment_token, key_fingerprint
from assessments.teams.selectors.teams import list_line
from setframework.people.models import User
from setframework.people.verified import has_verified_email

# A member of a team (a person) with their standing.
Member = tuple[Any, Standing]
# The exact scores of one assessment, pillar by pillar in order.
Scores = tuple[Fraction, ...]


def list_members(team: Team) -> list[Member]:
    """Everybody in the team with their standing.

    Their rows stay locked, so nobody withdraws or leaves while the release is being made.
    """
    managers = {each.manager_id for each in _list_line(team)}
    return [
        (
            member.person,
            Standing(
                is_active=member.person.is_active,
                is_email_verified=member.is_email_verified,
                sees_team=member.person_id in managers or _is_admin(member.person),
                has_account_since=member.person.joined_at,
                joined_at=member.joined_at,
                consent_at=member.consent_at if member.has_consented else None,
                seen_free_at=member.seen_free_at,
            ),
        )
        for member in _lock_memberships(team)
    ]


def _lock_memberships(team: Team) -> QuerySet[Any]:
    open_ones = Membership.objects.filter(team=team, left_at=None)
    return (
        open_ones.select_for_update(of=("self",))
        .select_related("person")
        .annotate(is_email_verified=has_verified_email("person"))
        .order_by("pk")
    )


def _list_line(team: Team) -> list[Team]:
    return [team] if team.parent_id is None else list_line([team.pk])


def _is_admin(person: User) -> bool:
    return bool(person.is_staff or person.is_superuser)


def is_doubted(team: Team, members: Iterable[Member], closes_at: datetime) -> bool:
    """Whether an effective doubt stood at the close against anybody who was in the team then."""
    there = Membership.objects.filter(
        _was_there(closes_at, "left_at"), team=team, joined_at__lt=closes_at
    )
    said = Doubt.objects.filter(_was_there(closes_at, "ended_at"), team=team, closes_at=closes_at)
    doubts = list(said.filter(person__in=there.values("person")).values_list("person", flat=True))
    if not doubts:
        return False
    may_vouch = [each.pk for each, standing in members if is_on_roster(standing, closes_at)]
    vouches = Vouch.objects.filter(
        _was_there(closes_at, "ended_at"), team=team, vouched_at__lt=closes_at
    )
    return bool(find_doubted(doubts, vouches.values_list("person", "by"), may_vouch))


def _was_there(closes_at: datetime, end: str) -> Q:
    """What a member does after the close changes nothing about it."""
    return Q(**{end: None}) | Q(**{f"{end}__gte": closes_at})


def was_acted_on(team: Team, members: Iterable[Member], closes_at: datetime) -> bool:
    """Whether anybody else changed, since the close before, who can be counted.

    Managers' steps have left an act. What staff did shows in the members themselves.
    """
    last_close = closing_before(closes_at)
    if any(was_barred_since(standing, last_close) for _, standing in members):
        return True
    acts = TeamAct.objects.filter(team=team, kind__in=HOLDING, acted_at__gte=last_close)
    return acts.exists()


def note_free(team: Team, members: Iterable[Member], closes_at: datetime) -> None:
    """Remember who was free to be counted, for the next half-year."""
    free = [person.pk for person, standing in members if not is_barred(standing)]
    open_ones = Membership.objects.filter(team=team, left_at=None, person__in=free)
    open_ones.exclude(joined_at__gte=closes_at).update(seen_free_at=closes_at)


def is_lost(closes_at: datetime) -> bool:
    """Whether the half-year is held because a backup was restored."""
    lost = Restore.objects.filter(first_held__lte=closes_at, last_held__gte=closes_at)
    return lost.exists()


def is_key_new(closes_at: datetime) -> bool:
    """Whether a release of the year before the close was made with another key.

    Who was in it can't be told any more. Later no assessment of it is young enough to count.
    """
    by_others = TrendRelease.objects.exclude(key_fingerprint__in=["", key_fingerprint()])
    return by_others.filter(half_year__closes_at__gt=oldest_allowed(closes_at)).exists()


def read_sat(
    people: Iterable[Any], version: QuestionnaireVersion, closes_at: datetime
) -> tuple[dict[int, list[Sitting]], dict[str, Scores]]:
    """The assessments that people completed and the server received in the year before the close.

    Returns two things apart from each other: the sittings by the person's pk, without scores, and
    the scores by token.
    """
    sittings = defaultdict(list)
    scores = {}
    for assessment in _list_completed(people, version, closes_at):
        token = assessment_token(assessment.code)
        found = _scores(assessment)
        if found is not None:
            scores[token] = found
        sittings[assessment.person_id].append(
            Sitting(
                token=token,
                completed_at=assessment.completed_at,
                received_at=assessment.received_at,
                is_imported=assessment.imported_at is not None,
                is_current=assessment.version_id == version.pk,
                is_scored=found is not None,
                items=len(read_questionnaire(assessment.version).items),
                anew=_count_anew(assessment),
            )
        )
    return sittings, scores


def _list_completed(
    people: Iterable[Any], version: QuestionnaireVersion, closes_at: datetime
) -> QuerySet[Any]:
    return (
        Assessment.objects.filter(
            person__in=people,
            version__key=version.key,
            completed_at__isnull=False,
            received_at__gte=oldest_allowed(closes_at),
            received_at__lt=closes_at,
        )
        .select_related("version")
        .defer("version__document", "can_gain", "level", "path")
        .order_by("received_at", "pk")
    )


def _scores(assessment: Assessment) -> Scores | None:
    """None unless every pillar has a score: all numbers of a release are about the same people."""
    profile = score(read_questionnaire(assessment.version), assessment.responses)
    exact = [scale.exact_score for scale in profile.scales]
    found = tuple(each for each in exact if each is not None)
    return found if len(found) == len(exact) else None


def _count_anew(assessment: Assessment) -> int:
    """The number of items answered in this sitting, not carried over from the one before."""
    carried = set(assessment.carried_over)
    answered = (item for item, value in assessment.responses.items() if type(value) is int)
    return sum(item not in carried for item in answered)


def list_earlier(person_tokens: Iterable[str]) -> list[Earlier]:
    """Every published release of the organisation that counted one of these people."""
    shared = ReleaseToken.objects.filter(person_token__in=person_tokens).values("release")
    rows = ReleaseToken.objects.filter(release__in=shared).values_list(
        "release", "release__half_year__closes_at", "person_token", "assessment_token"
    )
    tokens: dict[tuple[int, datetime], dict[str, str]] = defaultdict(dict)
    for release, closes_at, person, assessment in rows:
        tokens[release, closes_at][person] = assessment
    return [Earlier(closes_at, found) for (_, closes_at), found in tokens.items()]
