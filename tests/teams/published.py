"""Releases with chosen numbers, linked and hashed as real ones, for tests of what pages show."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from assessments.teams.models.releases import HalfYear, TrendRelease
from assessments.teams.models.teams import Team
from assessments.teams.releases.hash_chain import compute_hash, get_last_hash
from assessments.teams.releases.tokens import key_fingerprint

PILLARS = [
    ["soft-skills", "Soft skills"],
    ["experience", "Experience"],
    ["technical", "Technical skills"],
]


def closing(half_years: int) -> datetime:
    """The close of so many half-years after the first one, which ends with June 2027."""
    months = 6 + 6 * half_years
    return datetime(2027 + months // 12, 1 + months % 12, 1, tzinfo=UTC)


def publish(
    team: Team,
    half_years: int,
    values: Sequence[int] = (),
    *,
    version: int = 1,
    pillars: Sequence[Sequence[str]] = PILLARS,
) -> TrendRelease:
    """One number for each pillar; held without numbers."""
    keys = [key for key, _ in pillars]
    named: Mapping[str, int] = dict(zip(keys, values, strict=True)) if values else {}
    half_year, _ = HalfYear.objects.get_or_create(closes_at=closing(half_years))
    release = TrendRelease(
        team=team,
        half_year=half_year,
        questionnaire="set-framework",
        version=version,
        digest="0" * 64,
        pillars=[list(each) for each in pillars],
        values=named,
        status="published" if values else "held",
        parameters=2,
        nonce="n" * 64,
        key_fingerprint=key_fingerprint(),
        previous_hash=get_last_hash(),
    )
    release.hash = compute_hash(release, [])
    release.save()
    return release


def publish_all(team: Team, numbers: Sequence[Sequence[int]]) -> list[TrendRelease]:
    """One half-year after the other, held where there are no numbers."""
    return [publish(team, place, values) for place, values in enumerate(numbers)]
