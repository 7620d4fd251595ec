"""The brief: the form with the lines to pick, and the sheet with the picked ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator

from assessments.forms.brief import EVIDENCE_LENGTH, BriefForm, Offer
from assessments.models.brief import Brief
from assessments.models.taking import Note
from assessments.pages.result.page import ResultPage
from assessments.pages.result.parts import Line


@dataclass(frozen=True)
class BriefSheet:
    """The content of the page. Each of `strengths` comes with its evidence, which may be ""."""

    page: ResultPage
    strengths: tuple[tuple[Line, str], ...]
    gaps: tuple[Line, ...]
    request: str
    name: str


def sheet(page: ResultPage, picks: Mapping[str, Any], name: str) -> BriefSheet:
    """`picks` as Brief.picks has them; the name is shown only if it was picked."""
    evidence = picks["evidence"]
    return BriefSheet(
        page=page,
        strengths=tuple((page.line(key), evidence.get(key, "")) for key in picks["strengths"]),
        gaps=tuple(page.line(key) for key in picks["gaps"]),
        request=picks["request"],
        name=name if picks["has_name"] else "",
    )


def brief_form(page: ResultPage, brief: Brief | None, name: str, data: Any = None) -> BriefForm:
    """The form with all lines, filled in with earlier picks and texts."""
    typed = brief.evidence if brief else {}
    strengths = [_strength(page, key, typed) for key in page.profile.strengths]
    gaps = [_gap(page, focus.item) for focus in page.profile.focus]
    initial = (
        {
            "strengths": brief.strengths,
            "gaps": brief.gaps,
            "request": brief.request,
            "has_name": brief.has_name,
        }
        if brief
        else None
    )
    return BriefForm(data, strengths=strengths, gaps=gaps, name=name, initial=initial)


def _strength(page: ResultPage, key: str, typed: Mapping[str, str]) -> Offer:
    line = page.line(key)
    evidence = typed[key] if key in typed else _evidence(page.notes.get(key))
    return Offer(key, line.item.title, line.now_label, evidence)


def _gap(page: ResultPage, key: str) -> Offer:
    line = page.line(key)
    return Offer(key, line.item.title, line.now_label)


def _evidence(note: Note | None) -> str:
    """The private note as a first draft; the note itself stays as it is."""
    if note is None:
        return ""
    day = f" ({date_format(note.happened_on)})" if note.happened_on else ""
    text = Truncator(" ".join(note.text.split())).chars(EVIDENCE_LENGTH - len(day))
    return f"{text}{day}"
