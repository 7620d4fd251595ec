"""Reports to the moderators, and their decisions."""

from datetime import datetime

from django.db import IntegrityError, transaction

from mentors.models.blocks import Block
from mentors.models.mentorships import Mentorship
from mentors.models.profiles import MentorProfile
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.selectors.profiles import get_profile
from mentors.services.blocks import Oneself
from mentors.services.mentorships import close_mentorships_between
from mentors.services.requests import cancel_requests_of, close_requests_between
from mentors.services.revision import next_revision
from setframework.people.models import User


class IsParty(Exception):
    """A moderator can't decide a report that they are part of."""


@transaction.atomic
def report(
    *, reporter: User, reported: User, category: str, evidence: str, words: str, at: datetime
) -> Report:
    """Report a person to the moderators. A further report joins the one that is open.

    `evidence` is a copy of the reported text. Raises Oneself.
    """
    if reporter.pk == reported.pk:
        raise Oneself
    fresh = Report(
        reporter=reporter,
        reported=reported,
        category=Report.Category(category),
        evidence=evidence,
        words=words,
        created_at=at,
    )
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            return fresh
    except IntegrityError:
        rows = Report.objects.select_for_update()
        found = rows.get(reporter=reporter, reported=reported, state=Report.State.OPEN)
    found.evidence = _joined(found.evidence, evidence)
    found.words = _joined(found.words, words)
    found.save(update_fields=["evidence", "words"])
    return found


@transaction.atomic
def decide_report(
    *, moderator: User, report: Report, upheld: bool, takes_off: bool = False, at: datetime
) -> Report:
    """Uphold or dismiss a report, once. Raises IsParty.

    An upheld report cancels what is open between the two and keeps them apart; only the reporter
    can take that back. `takes_off` also takes the reported person off the list, even if the report
    was upheld before.
    """
    if moderator.pk in (report.reporter_id, report.reported_id):
        raise IsParty
    revision = next_revision()
    state = Report.State.UPHELD if upheld else Report.State.DISMISSED
    rows = Report.objects.filter(pk=report.pk, state=Report.State.OPEN)
    if rows.update(state=state, decided_at=at, decided_by=moderator) and upheld:
        _keep_apart(report.reporter, report.reported, at, revision)
    report.refresh_from_db()
    if takes_off and report.state == Report.State.UPHELD:
        _take_off(report.reported, at, revision)
    return report


@transaction.atomic
def let_back(*, moderator: User, person: User) -> None:
    """Let a person who was taken off the list list themselves again.

    Lifting again changes nothing. Raises IsParty for the person and for anybody who reported them.
    """
    own = Report.objects.filter(reporter=moderator, reported=person)
    if moderator.pk == person.pk or own.exists():
        raise IsParty
    revision = next_revision()
    cards = MentorProfile.objects.filter(person=person, taken_off_at__isnull=False)
    cards.update(taken_off_at=None, revision=revision)


def _keep_apart(reporter: User, reported: User, at: datetime, revision: int) -> None:
    Block.objects.get_or_create(person=reporter, blocked=reported, defaults={"created_at": at})
    cancelled = MentorshipRequest.State.CANCELLED
    close_requests_between(reporter, reported, state=cancelled, at=at)
    close_mentorships_between(
        reporter, reported, state=Mentorship.State.CANCELLED, at=at, revision=revision
    )


def _take_off(person: User, at: datetime, revision: int) -> None:
    """Take the person's card off the list, made now if there is none. Mentorships go on."""
    card = get_profile(person)
    if card.taken_off_at is None:
        card.is_listed, card.taken_off_at = False, at
        card.revision, card.updated_at = revision, at
        card.save()
    cancel_requests_of(person, at=at)


def _joined(before: str, more: str) -> str:
    return before if more in before else "\n\n".join(filter(None, [before, more]))
