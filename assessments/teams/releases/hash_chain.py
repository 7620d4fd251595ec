"""The hash chain through all releases of the organisation: each hash covers the one before."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from assessments.teams.models.releases import ReleaseToken, TrendRelease

Pairs = Iterable[tuple[str, str]]

# The number of releases that are read at once.
_CHUNK = 500


def compute_hash(release: TrendRelease, tokens: Pairs) -> str:
    """SHA-256 of everything the release says, with its tokens and the hash before it.

    The tokens are covered because uses are counted from them. Without the key they say nothing.
    A release keeps the form of its own parameters for ever.
    """
    content = {
        "team": str(release.team.code),
        # The key is hashed too: with another word every published hash would be another.
        "window": release.half_year.closes_at.isoformat(),
        "questionnaire": [release.questionnaire, release.version, release.digest],
        "pillars": release.pillars,
        "status": release.status,
        "values": release.values,
        "parameters": release.parameters,
        "tokens": sorted(tokens),
        "previous_hash": release.previous_hash,
    }
    if release.parameters == 1:
        content["size_band"] = release.size_band
    else:
        content |= {"nonce": release.nonce, "key_fingerprint": release.key_fingerprint}
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def get_last_hash() -> str:
    """The hash that the next release has to name; empty before the first release."""
    last = TrendRelease.objects.order_by("-pk").values_list("hash", flat=True).first()
    return last or ""


def list_broken() -> Iterator[TrendRelease]:
    """Releases that were changed, or that follow another release than when they were made.

    The chain itself can't show that its end is missing: compare the last hash with a page.
    """
    releases = TrendRelease.objects.select_related("team", "half_year").order_by("pk")
    previous = ""
    for release, tokens in _with_tokens(releases):
        is_linked = release.previous_hash == previous
        if not is_linked or compute_hash(release, tokens) != release.hash:
            yield release
        previous = release.hash


def _with_tokens(
    releases: QuerySet[TrendRelease],
) -> Iterator[tuple[TrendRelease, list[tuple[str, str]]]]:
    last = 0
    while chunk := list(releases.filter(pk__gt=last)[:_CHUNK]):
        last = chunk[-1].pk
        tokens = defaultdict(list)
        rows = ReleaseToken.objects.filter(release__in=chunk)
        for pk, *pair in rows.values_list("release", "person_token", "assessment_token"):
            tokens[pk].append(tuple(pair))
        for release in chunk:
            yield release, tokens[release.pk]
