"""Making the releases of every half-year that has closed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Min

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.selectors.questionnaires import list_versions, read_questionnaire
from assessments.teams.disclosure.decision import Circumstances, decide
from assessments.teams.disclosure.half_years import list_closings
from assessments.teams.disclosure.members import is_on_roster, may_count
from assessments.teams.disclosure.parameters import VERSION
from assessments.teams.disclosure.sittings import Contribution, find_contribution
from assessments.teams.disclosure.values import publish_value
from assessments.teams.models.releases import HalfYear, ReleaseToken, TrendRelease
from assessments.teams.models.teams import Team
from assessments.teams.releases.facts import (
    Member,
    Scores,
    is_doubted,
    is_key_new,
    is_lost,
    list_earlier,
    list_members,
    note_free,
    read_sat,
    was_acted_on,
)
from assessments.teams.releases.hash_chain import compute_hash, get_last_hash
from assessments.teams.releases.rolling_up import roll_up_half_year
from assessments.teams.releases.tokens import (
    key_fingerprint,
    person_token,
    release_nonce,
    rounding_threshold,
)
from assessments.teams.selectors.releases import list_undecided


def release_trends(*, at: datetime) -> int:
    """Publish or hold every team of every half-year that has closed; returns how many were made.

    Each team has its own transaction and is decided once. So this may be killed at any moment, run
    again, or run twice at the same time.
    """
    made = 0
    for half_year in _list_closed_half_years(at):
        version = _find_version(half_year)
        if version is not None:  # without one nothing was asked yet
            for team in list(list_undecided(half_year.closes_at).values_list("pk", flat=True)):
                made += _release_team(half_year, team, version)
            if not half_year.is_rolled_up:
                roll_up_half_year(half_year)
    return made


@transaction.atomic
def _release_team(half_year: HalfYear, pk: int, version: QuestionnaireVersion) -> bool:
    """Make the one release of the team and half-year; False where another run was quicker.

    It locks all half-years, because the hash chain goes through the releases of every team, and
    then the team.
    """
    list(HalfYear.objects.select_for_update().order_by("pk"))
    team = list_undecided(half_year.closes_at).select_for_update(of=("self",)).filter(pk=pk).first()
    if team is None:
        return False
    release = _describe(team, half_year, version)
    members = list_members(team)
    chosen: Sequence[Contribution] = ()
    if not _read_circumstances(team, members, half_year.closes_at).forbid:
        contributions, scores = _read_contributions(members, version, half_year.closes_at)
        earlier = list_earlier([each.person for each in contributions])
        chosen = decide(contributions, earlier, half_year.closes_at)
        _fill_in(release, chosen, scores)
    _store(release, chosen)
    note_free(team, members, half_year.closes_at)
    return True


def _list_closed_half_years(at: datetime) -> list[HalfYear]:
    """Every half-year that closed since the first team was founded, oldest first."""
    founded_at = Team.objects.aggregate(first=Min("created_at"))["first"]
    if founded_at is None:
        return []
    closings = list_closings(founded_at, at)
    return [HalfYear.objects.get_or_create(closes_at=closes_at)[0] for closes_at in closings]


def _find_version(half_year: HalfYear) -> QuestionnaireVersion | None:
    """The newest version of the site's questionnaire when the half-year closed."""
    published = list_versions().filter(
        key=settings.QUESTIONNAIRE, published_at__lt=half_year.closes_at
    )
    return published.first()


def _read_circumstances(
    team: Team, members: Sequence[Member], closes_at: datetime
) -> Circumstances:
    return Circumstances(
        roster=sum(is_on_roster(standing, closes_at) for _, standing in members),
        is_doubted=is_doubted(team, members, closes_at),
        was_acted_on=was_acted_on(team, members, closes_at),
        is_key_new=is_key_new(closes_at),
        is_lost=is_lost(closes_at),
    )


def _read_contributions(
    members: Sequence[Member], version: QuestionnaireVersion, closes_at: datetime
) -> tuple[list[Contribution], dict[str, Scores]]:
    """The contributions of the members and, apart from them, the scores of their sittings."""
    people = [person for person, standing in members if may_count(standing, closes_at)]
    sittings, scores = read_sat(people, version, closes_at)
    found = (
        find_contribution(person_token(each.code), sittings[each.pk], closes_at) for each in people
    )
    return [each for each in found if each is not None], scores


def _describe(team: Team, half_year: HalfYear, version: QuestionnaireVersion) -> TrendRelease:
    """A held release, with what every release says of its team, half-year and questionnaire."""
    questionnaire = read_questionnaire(version, settings.LANGUAGE_CODE)
    return TrendRelease(
        team=team,
        half_year=half_year,
        questionnaire=version.key,
        version=version.version,
        digest=version.digest,
        pillars=[[scale.key, scale.name] for scale in questionnaire.scales],
        status=TrendRelease.Status.HELD,
        parameters=VERSION,
        nonce=release_nonce(team.code, half_year.closes_at),
        key_fingerprint=key_fingerprint(),
    )


def _fill_in(
    release: TrendRelease, chosen: Sequence[Contribution], scores: Mapping[str, Scores]
) -> None:
    """Publish, if there is anything to: draw the values, once and for ever."""
    if not chosen:
        return
    keys = [key for key, _ in release.pillars]
    tokens = [each.assessment for each in chosen]
    by_pillar = zip(*(scores[each.sitting] for each in chosen), strict=True)
    release.status = TrendRelease.Status.PUBLISHED
    release.values = {
        key: publish_value(of_pillar, rounding_threshold(key, tokens))
        for key, of_pillar in zip(keys, by_pillar, strict=True)
    }


def _store(release: TrendRelease, chosen: Sequence[Contribution]) -> None:
    pairs = [(each.person, each.assessment) for each in chosen]
    release.previous_hash = get_last_hash()
    release.hash = compute_hash(release, pairs)
    release.save()
    ReleaseToken.objects.bulk_create(
        ReleaseToken(release=release, person_token=person, assessment_token=assessment)
        for person, assessment in sorted(pairs)
    )
