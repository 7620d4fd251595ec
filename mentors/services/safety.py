"""Keeping people safe from each other: block and report; silent to the other side."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from mentors.models import Block, MentorProfile, Mentorship, MentorshipRequest, Report
from mentors.selectors import get_profile
from mentors.services.mentorships import close_mentorships_between
from mentors.services.requests import cancel_requests_of, close_requests_between
from mentors.services.revision import next_revision


class Oneself(Exception):
    """Nobody blocks or reports themselves."""


class IsParty(Exception):
    """A moderator can't decide what they are part of."""


@transaction.atomic
def block(*, person: Any, other: Any, at: datetime) -> tuple[Block, bool]:
    """From now on neither finds or reaches the other, and what they had is hidden from both.

    The block, and whether it is new: blocking again changes nothing. Raises Oneself.
    """
    if person.pk == other.pk:
        raise Oneself
    revision = next_revision()
    found, is_new = Block.objects.get_or_create(
        person=person, blocked=other, defaults={"created_at": at}
    )
    close_requests_between(person, other, state=MentorshipRequest.State.BLOCKED, at=at)
    close_mentorships_between(
        person, other, state=Mentorship.State.BLOCKED, at=at, revision=revision
    )
    return found, is_new


@transaction.atomic
def unblock(*, person: Any, code: Any) -> None:
    """The two can find each other again; what was hidden stays so.

    Raises Block.DoesNotExist where the person with that code is not blocked.
    """
    Block.objects.get(person=person, blocked__code=code).delete()


@transaction.atomic
def report(
    *, reporter: Any, reported: Any, category: str, evidence: str, words: str, at: datetime
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
    *, moderator: Any, report: Report, upheld: bool, takes_off: bool = False, at: datetime
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
def let_back(*, moderator: Any, person: Any) -> None:
    """Lift what took the person off the list: they may list themselves again.

    Lifting again changes nothing. Raises IsParty for themselves and for who reported them.
    """
    own = Report.objects.filter(reporter=moderator, reported=person)
    if moderator.pk == person.pk or own.exists():
        raise IsParty
    revision = next_revision()
    cards = MentorProfile.objects.filter(person=person, taken_off_at__isnull=False)
    cards.update(taken_off_at=None, revision=revision)


def _keep_apart(reporter: Any, reported: Any, at: datetime, revision: int) -> None:
    Block.objects.get_or_create(person=reporter, blocked=reported, defaults={"created_at": at})
    cancelled = MentorshipRequest.State.CANCELLED
    close_requests_between(reporter, reported, state=cancelled, at=at)
    close_mentorships_between(
        reporter, reported, state=Mentorship.State.CANCELLED, at=at, revision=revision
    )


def _take_off(person: Any, at: datetime, revision: int) -> None:
    """Whoever has no card yet gets one that is off the list. What they have begun goes on."""
    card = get_profile(person)
    if card.taken_off_at is None:
        card.is_listed, card.taken_off_at = False, at
        card.revision, card.updated_at = revision, at
        card.save()
    cancel_requests_of(person, at=at)


def _joined(before: str, more: str) -> str:
    return before if more in before else "\n\n".join(filter(None, [before, more]))
