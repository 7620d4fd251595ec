"""Telling the moderators, and what they decide."""

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
    """A moderator can't decide what they are part of."""


@transaction.atomic
def report(
    *, reporter: User, reported: User, category: str, evidence: str, words: str, at: datetime
) -> Report:
    """Tell the moderators; while one is open, the next one about the same person joins it.

    `evidence` is the text that was reported, copied now. Raises Oneself.
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
    """Uphold or dismiss, once. Raises IsParty.

    Upheld: what is open between the two is cancelled, and neither finds or reaches the other from
    now on; only who reported can take that back. `takes_off` takes who was reported off the list
    as well, be it that the report was upheld before.
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
    """Lift what took the person off the list: they may list themselves again.

    Lifting again changes nothing. Raises IsParty for themselves and for who reported them.
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
    """Whoever has no card yet gets one that is off the list. What they have begun goes on."""
    card = get_profile(person)
    if card.taken_off_at is None:
        card.is_listed, card.taken_off_at = False, at
        card.revision, card.updated_at = revision, at
        card.save()
    cancel_requests_of(person, at=at)


def _joined(before: str, more: str) -> str:
    return before if more in before else "\n\n".join(filter(None, [before, more]))
