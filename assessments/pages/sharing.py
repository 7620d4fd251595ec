"""Share links: the form for a new one, the list of links, and a shared result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from assessments.forms.brief import Offer
from assessments.forms.sharing import ShareResultForm
from assessments.models.sharing import ShareLink
from assessments.models.taking import Note
from assessments.pages.result.page import ResultPage
from assessments.pages.result.parts import Card, Line, Panel
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.result import Result


@dataclass(frozen=True)
class ListedLink:
    """A link as its owner sees it. `shows` names its parts."""

    link: ShareLink
    url: str
    shows: tuple[str, ...]
    is_working: bool


class SharedResult:
    """The picked parts of a result, and nothing else of its person."""

    def __init__(self, picks: Mapping[str, Any], result: Result, notes: Mapping[str, Note]):
        self.page = ResultPage(result, None, {})
        self.scales: list[tuple[Card, Panel]] = [
            section
            for section in self.page.sections()
            if section[0].coloured.scale.key in picks["scales"]
        ]
        self.strengths: list[Line] = [self.page.line(key) for key in picks["strengths"]]
        self.focus: list[Line] = [self.page.line(key) for key in picks["focus"]]
        self.notes: list[tuple[Line, Note]] = self._notes(notes) if picks["has_notes"] else []

    def _notes(self, notes: Mapping[str, Note]) -> list[tuple[Line, Note]]:
        """The notes of the items that are shown."""
        shown = {line.item.key for line in (*self.strengths, *self.focus)}
        shown |= {row.item.key for _card, panel in self.scales for row in panel.rows}
        items = self.page.questionnaire.items
        return [
            (self.page.line(item.key), notes[item.key])
            for item in items
            if item.key in shown and item.key in notes
        ]


def share_form(page: ResultPage, name: str, data: Any = None) -> ShareResultForm:
    scales = [Offer(card.coloured.scale.key, card.coloured.scale.name) for card in page.cards]
    return ShareResultForm(
        data,
        scales=scales,
        strengths=[Offer(line.item.key, line.item.title) for line in page.strengths],
        focus=[Offer(gap.item.key, gap.item.title) for gap in page.gaps],
        level=page.level.name if page.level else "",
        name=name,
        auto_id="id_result_%s",
    )


def listed(link: ShareLink, questionnaire: Questionnaire, url: str, at: datetime) -> ListedLink:
    is_working = link.revoked_at is None and link.expires_at > at
    return ListedLink(link, url, tuple(_shows(link, questionnaire)), is_working)


def _shows(link: ShareLink, questionnaire: Questionnaire) -> list[str]:
    picks = link.picks
    if link.kind == ShareLink.Kind.BRIEF:
        shows = [questionnaire.item(key).title for key in picks["strengths"] + picks["gaps"]]
        return shows + ([_("your request")] if picks["request"] else []) + _flags(picks)
    shows = [questionnaire.scale(key).name for key in picks["scales"]]
    keys = picks["strengths"] + picks["focus"]
    return shows + [questionnaire.item(key).title for key in keys] + _flags(picks)


def _flags(picks: Mapping[str, Any]) -> list[str]:
    names = {
        "has_notes": _("your notes"),
        "has_level": _("your level"),
        "has_name": _("your name"),
    }
    return [name for key, name in names.items() if picks.get(key)]
