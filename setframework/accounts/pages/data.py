"""The page about a person's data: who saw it, and what an import did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models.sharing import ShareVisit
from setframework.accounts.selectors.data import READINGS_LISTED
from setframework.portable.importing import Imported


@dataclass(frozen=True)
class Reading:
    """Somebody else saw something of a person's: what, who if that is known, and when.

    `of` is the day of the result, if it was one. `url` leads to the page that can end it.
    """

    what: str
    who: str
    read_at: datetime
    of: datetime | None = None
    url: str = ""


def list_readings(visits: Iterable[ShareVisit], reads: Iterable[Any]) -> list[Reading]:
    """Visits by a link and reads in a mentorship, joined: the newest ones, newest first."""
    found = [*_readings_by_link(visits), *_readings_in_mentorships(reads)]
    return nlargest(READINGS_LISTED, found, key=lambda reading: reading.read_at)


def _readings_by_link(visits: Iterable[ShareVisit]) -> Iterator[Reading]:
    for visit in visits:
        link, assessment = visit.link, visit.link.assessment
        url = reverse("assessments:share", args=[assessment.code])
        what = link.get_kind_display()
        yield Reading(what, "", visit.opened_at, assessment.completed_at, url)


def _readings_in_mentorships(reads: Iterable[Any]) -> Iterator[Reading]:
    url = reverse("mentors:mentorships")
    for read in reads:
        who = read.reader_name or _("Somebody without a name")
        yield Reading(_("Result"), who, read.read_at, read.assessment.completed_at, url)


def describe_import(done: Imported) -> str:
    """One or more sentences on the records that an import added and left out."""
    sentences = [
        ngettext(
            "%(count)d record was imported.", "%(count)d records were imported.", done.imported
        )
        % {"count": done.imported}
    ]
    if done.already_there:
        sentences.append(
            ngettext(
                "%(count)d was already here.", "%(count)d were already here.", done.already_there
            )
            % {"count": done.already_there}
        )
    if "assessments" in done.left_out:
        sentences.append(_("The open draft was left out because you have one here."))
    if "key_technologies" in done.left_out:
        sentences.append(_("Key technologies were left out because you have named enough here."))
    return " ".join(sentences)
