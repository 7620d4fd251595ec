"""Briefs, share links, and the openings of share links."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from assessments.models.brief import Brief
from assessments.models.sharing import ShareLink, ShareVisit
from assessments.models.taking import Assessment
from setframework.people.models import User

# The newest openings that a page lists; all of them are counted.
VISITS_LISTED = 10


def find_brief(assessment: Assessment) -> Brief | None:
    return Brief.objects.filter(assessment=assessment).first()


def list_share_links(assessment: Assessment) -> QuerySet[ShareLink]:
    """Newest first, each with the number of its `openings` and the `newest_visits`."""
    newest = ShareVisit.objects.order_by("-opened_at", "-pk")[:VISITS_LISTED]
    return (
        ShareLink.objects.filter(assessment=assessment)
        .annotate(openings=Count("visits"))
        .prefetch_related(Prefetch("visits", queryset=newest, to_attr="newest_visits"))
        .order_by("-created_at", "-pk")
    )


def get_share_link(person: User, code: UUID | str, *, for_update: bool = False) -> ShareLink:
    """The person's own link, or DoesNotExist: a stranger can't tell it from a missing one."""
    links = ShareLink.objects.select_related("assessment")
    if for_update:
        links = links.select_for_update(of=("self",))
    return links.get(assessment__person=person, code=code)


def find_open_link(token: str, at: datetime) -> ShareLink | None:
    """The link of a secret address.

    None alike for one that is unknown, expired or revoked, or of somebody whose account is closed.
    """
    code = ShareLink.code_in(token)
    if code is None:
        return None
    links = ShareLink.objects.select_related("assessment__version", "assessment__person")
    links = links.defer("assessment__version__document")
    working = links.filter(code=code, revoked_at=None, expires_at__gt=at)
    return working.filter(assessment__person__is_active=True).first()


def list_share_visits(person: User) -> QuerySet[ShareVisit]:
    """Openings of the person's links by others, newest first, with link and assessment."""
    visits = ShareVisit.objects.select_related("link__assessment")
    return visits.filter(link__assessment__person=person).order_by("-opened_at", "-pk")
