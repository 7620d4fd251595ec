"""One question with its place among the others."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from assessments.forms.taking import NOTE_LENGTH, AnswerForm, storable, to_value
from assessments.models.taking import Assessment, UnclearReport
from assessments.scoring.questionnaire import Item, Questionnaire, Scale, UnknownKey
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_note
from assessments.selectors.unclear import find_unclear_report

FROM_CHECK = "check"


class QuestionPage:
    """An item of an assessment; `is_change` where the check page sent somebody to change it."""

    def __init__(self, request: HttpRequest, assessment: Assessment, item: str):
        self.assessment = assessment
        self.questionnaire: Questionnaire = read_questionnaire(assessment.version)
        try:
            self.item: Item = self.questionnaire.item(item)
        except UnknownKey as unknown:
            raise Http404(str(unknown)) from None
        self.is_change = request.GET.get("from") == FROM_CHECK
        self._index = self.questionnaire.items.index(self.item)

    @property
    def number(self) -> int:
        return self._index + 1

    @property
    def count(self) -> int:
        return len(self.questionnaire.items)

    @property
    def done(self) -> int:
        """How many questions come before this one."""
        return self._index

    @property
    def scale(self) -> Scale:
        return self.questionnaire.scale(self.item.scale)

    @property
    def position(self) -> int:
        return self.questionnaire.scales.index(self.scale)

    @property
    def url(self) -> str:
        query = f"?from={FROM_CHECK}" if self.is_change else ""
        return question_url(self.assessment, self.item.key) + query

    @property
    def unclear_url(self) -> str:
        return reverse("assessments:unclear", args=[self.assessment.code, self.item.key])

    @property
    def back_url(self) -> str:
        if self.is_change:
            return reverse("assessments:check", args=[self.assessment.code])
        if self._index == 0:
            return reverse("assessments:start")
        return question_url(self.assessment, self.questionnaire.items[self._index - 1].key)

    @property
    def next_item(self) -> Item | None:
        """The question after this one; None where the check page follows."""
        following = self.questionnaire.items[self.number :]
        return None if self.is_change or not following else following[0]

    @cached_property
    def unclear_report(self) -> UnclearReport | None:
        return find_unclear_report(self.assessment, self.item.key)

    def form(self, data: Any = None, typed: Mapping[str, str] | None = None) -> AnswerForm:
        """What was sent, else what was typed and is not saved, else what is stored."""
        return AnswerForm(
            data,
            questionnaire=self.questionnaire,
            item=self.item,
            initial=None if data is not None else typed_answer(typed or {}) or self._stored(),
        )

    def _stored(self) -> dict[str, Any]:
        """What is saved; a copy of last time's answer is not shown, or it would be given again."""
        note = find_note(self.assessment, self.item.key)
        is_copy = self.item.key in self.assessment.carried_over
        return {
            "value": None if is_copy else to_value(self.assessment.responses, self.item),
            "can_gain": not is_copy and self.item.key in self.assessment.can_gain,
            "note": note.text if note else "",
            "happened_on": note.happened_on if note else None,
        }


def typed_answer(data: Mapping[str, str]) -> dict[str, Any]:
    """What was typed into an answer form, unchecked, to show it there again."""
    names = ("value", "note", "happened_on", "can_gain")
    texts = {name: storable(data[name])[: 2 * NOTE_LENGTH] for name in names if name in data}
    return texts | {"can_gain": "can_gain" in data} if texts else {}


def question_url(assessment: Assessment, item: str) -> str:
    return reverse("assessments:question", args=[assessment.code, item])


def next_url(assessment: Assessment) -> str:
    """Where a draft goes on: its first question without an answer, else the check page."""
    for item in read_questionnaire(assessment.version).items:
        if item.key not in assessment.responses:
            return question_url(assessment, item.key)
    return reverse("assessments:check", args=[assessment.code])
