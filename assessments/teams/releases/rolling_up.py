"""Putting the teams that are part of another together, once a half-year, and checking that."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import transaction

from assessments.teams.disclosure.parameters import VERSION
from assessments.teams.disclosure.values import roll_up
from assessments.teams.models.releases import HalfYear, TrendRelease
from assessments.teams.models.roll_ups import RollUp
from assessments.teams.models.teams import Team
from assessments.teams.releases.tokens import roll_up_nonce
from assessments.teams.selectors.releases import list_undecided
from assessments.teams.selectors.ties import list_ties_at


@transaction.atomic
def roll_up_half_year(half_year: HalfYear) -> None:
    """Put the teams together by the ties of the close, once all of them are decided.

    It makes nothing new of a half-year that it was done for, whatever moved since.
    """
    rows = list(HalfYear.objects.select_for_update().order_by("pk"))
    half_year = next(each for each in rows if each.pk == half_year.pk)
    if half_year.is_rolled_up or list_undecided(half_year.closes_at).exists():
        return
    parts = defaultdict(list)
    for tie in list_ties_at(half_year.closes_at).filter(parent__dissolved_at=None):
        parts[tie.parent_id].append(tie.team_id)
    made = TrendRelease.objects.filter(half_year=half_year).select_related("half_year")
    for team in Team.objects.filter(pk__in=parts).order_by("pk"):
        releases = list(made.filter(team__in=parts[team.pk]).order_by("pk"))
        if releases:
            _store(team, half_year, releases)
    half_year.is_rolled_up = True
    half_year.save(update_fields=["is_rolled_up"])


def _store(team: Team, half_year: HalfYear, releases: Sequence[TrendRelease]) -> None:
    """All releases of a half-year have the same version and pillars."""
    published = [each for each in releases if each.is_published]
    values = roll_up([each.values for each in published])
    last = RollUp.objects.order_by("-pk").first()
    made = RollUp(
        team=team,
        half_year=half_year,
        questionnaire=releases[0].questionnaire,
        version=releases[0].version,
        pillars=releases[0].pillars,
        values=values,
        made_from=[each.hash for each in published] if values else [],
        parameters=VERSION,
        nonce=roll_up_nonce(team.code, half_year.closes_at),
        previous_hash=last.hash if last else "",
    )
    made.hash = _compute_hash(made)
    made.save()


def list_broken_roll_ups() -> Iterator[RollUp]:
    """Roll-ups that were changed, that follow another one, or that their releases don't make."""
    previous = ""
    values = dict(TrendRelease.objects.values_list("hash", "values"))
    for each in RollUp.objects.select_related("team", "half_year").order_by("pk"):
        made_from = [values.get(release, {}) for release in each.made_from]
        is_whole = all(made_from) and roll_up(made_from) == each.values
        is_linked = each.previous_hash == previous
        if not is_whole or not is_linked or _compute_hash(each) != each.hash:
            yield each
        previous = each.hash


def _compute_hash(made: RollUp) -> str:
    content = {
        "roll_up": str(made.team.code),
        "window": made.half_year.closes_at.isoformat(),
        "questionnaire": [made.questionnaire, made.version],
        "pillars": made.pillars,
        "values": made.values,
        "made_from": made.made_from,
        "parameters": made.parameters,
        "nonce": made.nonce,
        "previous_hash": made.previous_hash,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
