"""Asking for a PDF, drawing it in the worker, and fetching it once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.papers import KEPT_FOR, Paper
from assessments.selectors.papers import find_paper
from setframework.people.models import User
from setframework.web.pdf import drawing
from setframework.web.refusals import Refused

logger = logging.getLogger(__name__)

# To draw takes seconds. A worker that holds a PDF for longer counts as dead.
TAKEN_FOR = timedelta(minutes=2)
MOST_TRIES = 3

State = Paper.State


class OneAtATime(Refused):
    """Another PDF of the person is being drawn."""

    says = _("We make one PDF at a time. Ask again when the other one is ready.")


def digest_of(html: str, filename: str) -> str:
    return sha256(f"{filename}\n{html}".encode()).hexdigest()


@transaction.atomic
def ask_for_paper(*, person: User, html: str, filename: str, at: datetime) -> Paper:
    """Let the worker draw the page. Asking for the same again gives the same. Raises OneAtATime."""
    User.objects.lock(person)  # two tabs or clicks of the same person wait for each other
    Paper.objects.filter(person=person, asked_at__lte=at - KEPT_FOR).delete()
    digest = digest_of(html, filename)
    found = find_paper(person, digest, at)
    if found is not None:
        return found
    if Paper.objects.filter(person=person, state=State.WAITING).exists():
        raise OneAtATime
    return Paper.objects.create(
        person=person, digest=digest, filename=filename, html=html, asked_at=at
    )


@transaction.atomic
def fetch_paper(*, person: User, paper: Paper) -> bytes | None:
    """The file, which is erased with this; None where another tab was first."""
    ready = Paper.objects.select_for_update().filter(person=person, pk=paper.pk, state=State.READY)
    found = ready.first()
    if found is None:
        return None
    document = bytes(found.document)
    found.delete()
    return document


def forget_failed_paper(*, paper: Paper) -> None:
    """Forget it, so that the next click tries again."""
    Paper.objects.filter(pk=paper.pk, state=State.FAILED).delete()


def draw_due(*, go_on: Callable[[], bool] = lambda: True) -> int:
    """Draw every PDF that waits, until `go_on` says no. Returns how many were drawn.

    It also erases what nobody has fetched for KEPT_FOR.
    """
    old = Paper.objects.filter(asked_at__lte=timezone.now() - KEPT_FOR)
    if old.exists():
        old.delete()
    drawn = 0
    while go_on():
        paper = take_paper(at=timezone.now())
        if paper is None:
            break
        drawn += _draw(paper)
    return drawn


def take_paper(*, at: datetime) -> Paper | None:
    """Take the next PDF to draw, so that no other worker takes it for TAKEN_FOR."""
    free = Paper.objects.filter(Q(taken_until=None) | Q(taken_until__lte=at), state=State.WAITING)
    for paper in free.order_by("asked_at", "pk"):
        if paper.tries >= MOST_TRIES:  # its page has ended so many workers
            free.filter(pk=paper.pk).update(state=State.FAILED, html="")
        elif free.filter(pk=paper.pk).update(taken_until=at + TAKEN_FOR, tries=F("tries") + 1):
            return paper
    return None


def _draw(paper: Paper) -> bool:
    rows = Paper.objects.filter(pk=paper.pk, state=State.WAITING)
    try:
        document = drawing.draw(paper.html)
    except Exception:
        # The page has answers of somebody: the log names neither it nor its person.
        logger.exception("A PDF could not be drawn.")
        rows.update(state=State.FAILED, html="")
        return False
    rows.update(state=State.READY, html="", document=document)
    return True
