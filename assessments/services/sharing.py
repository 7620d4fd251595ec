"""Saving a brief, and making, revoking and opening share links."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.models.brief import Brief
from assessments.models.sharing import ShareLink, ShareVisit
from assessments.models.taking import Assessment
from assessments.selectors.sharing import get_share_link
from assessments.services.taking import lock
from setframework.people.models import User
from setframework.people.visitors import Holder
from setframework.web.refusals import Refused
from setframework.web.security_log import record
from setframework.web.stamps import write_once

# Enough for every conversation; a leaked session must not make endless links.
MAX_LINKS = 20
# The two clicks of a double click are never further apart.
DOUBLE_CLICK = timedelta(minutes=1)
# A reload is no new opening, so nobody can fill the table with reloads.
SAME_OPENING = timedelta(minutes=1)


class TooManyLinks(Refused):
    """The assessment has MAX_LINKS links that work."""

    says = _("You have reached the limit of links. Cancel one first.")


@transaction.atomic
def save_brief(*, person: User, code: UUID | str, picks: Mapping[str, Any], at: datetime) -> Brief:
    """Store the brief of a result; `picks` has the fields of a Brief.

    Raises Assessment.DoesNotExist.
    """
    assessment = _lock_result(person, code)
    return write_once(
        Brief.objects.all(), assessment=assessment, values=picks, stamp="saved_at", at=at
    )


@transaction.atomic
def create_share_link(
    *,
    person: User,
    code: UUID | str,
    kind: str,
    picks: Mapping[str, Any],
    days: int,
    at: datetime,
) -> ShareLink:
    """Make a link to the picked parts of a result for `days` days. A double click makes one.

    Raises Assessment.DoesNotExist, TooManyLinks.
    """
    assessment = _lock_result(person, code)
    working = list(_working(assessment, at))
    lasts = timedelta(days=days)
    for link in working:
        is_same = (link.kind, link.picks, link.lasts) == (kind, picks, lasts)
        if is_same and link.created_at > at - DOUBLE_CLICK:
            return link
    if len(working) >= MAX_LINKS:
        raise TooManyLinks
    link = ShareLink.objects.create(
        assessment=assessment, kind=kind, picks=picks, created_at=at, expires_at=at + lasts
    )
    record("share.made", person=person, share=link.code)
    return link


@transaction.atomic
def revoke_share_link(*, person: User, code: UUID | str, at: datetime) -> ShareLink:
    """Revoke a link: it shows nothing from now on. ShareLink.DoesNotExist for a stranger's."""
    link = get_share_link(person, code, for_update=True)
    if link.revoked_at is None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        record("share.revoked", person=person, share=link.code)
    return link


@transaction.atomic
def end_share_links(*, person: User, at: datetime) -> None:
    """Revoke every link of the person that still works."""
    links = ShareLink.objects.select_for_update(of=("self",))
    for link in links.filter(assessment__person=person, revoked_at=None, expires_at__gt=at):
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        record("share.revoked", person=person, share=link.code)


@transaction.atomic
def log_share_visit(*, link: ShareLink, at: datetime) -> None:
    """Store an opening of the link, once within SAME_OPENING."""
    if not ShareVisit.objects.filter(link=link, opened_at__gt=at - SAME_OPENING).exists():
        ShareVisit.objects.create(link=link, opened_at=at)
        record("share.opened", person=link.assessment.person, share=link.code)


def _lock_result(person: User, code: UUID | str) -> Assessment:
    assessment = lock(Holder(person=person), code)
    if not assessment.is_completed:
        raise Assessment.DoesNotExist
    return assessment


def _working(assessment: Assessment, at: datetime) -> QuerySet[ShareLink]:
    links = ShareLink.objects.filter(assessment=assessment, revoked_at=None, expires_at__gt=at)
    return links.order_by("pk")
