"""The page of one question: its number among the others, its addresses and its form."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from assessments.forms.taking import NOTE_LENGTH, AnswerForm, to_value
from assessments.models.taking import Assessment, Note
from assessments.pages.pace import Pace
from assessments.scoring.questionnaire import Item, Questionnaire, Scale
from setframework.web.forms.editing import SHOWN
from setframework.web.forms.signs import storable

FROM_CHECK = "check"


class QuestionPage:
    """An item of an assessment. `is_change` says that the check page sent the person here.

    `pace` is the person's own. Raises UnknownKey for an item that does not exist.
    """

    def __init__(
        self,
        assessment: Assessment,
        questionnaire: Questionnaire,
        item: str,
        *,
        is_change: bool,
        pace: Pace,
    ):
        self.assessment = assessment
        self.questionnaire = questionnaire
        self.item: Item = questionnaire.item(item)
        self.is_change = is_change
        self.pace = pace
        self._index = questionnaire.items.index(self.item)

    @property
    def number(self) -> int:
        return self._index + 1

    @property
    def count(self) -> int:
        return len(self.questionnaire.items)

    @property
    def done(self) -> int:
        """The number of questions before this one."""
        return self._index

    @property
    def minutes_left(self) -> int | None:
        """About how long the questions without an answer take; None until the pace is known."""
        open_items = [
            item for item in self.questionnaire.items if item.key not in self.assessment.responses
        ]
        return self.pace.minutes(len(open_items))

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

    def form(
        self, note: Note | None, data: Any = None, typed: Mapping[str, Any] | None = None
    ) -> AnswerForm:
        return AnswerForm(
            data,
            questionnaire=self.questionnaire,
            item=self.item,
            initial=self.stored(note),
            typed=typed,
        )

    def stored(self, note: Note | None) -> dict[str, Any]:
        """The first values of the form. A carried-over answer is not shown: it would anchor."""
        is_copy = self.item.key in self.assessment.carried_over
        return {
            "value": None if is_copy else to_value(self.assessment.responses, self.item),
            "can_gain": not is_copy and self.item.key in self.assessment.can_gain,
            "note": note.text if note else "",
            "happened_on": note.happened_on if note else None,
        }


def typed_answer(data: Mapping[str, str]) -> dict[str, Any]:
    """The values that were typed into an answer form, unchecked, to show them there again."""
    names = ("value", "note", "happened_on", "can_gain")
    texts = {name: storable(data[name])[: 2 * NOTE_LENGTH] for name in names if name in data}
    if not texts:
        return {}
    shown = {SHOWN: data[SHOWN]} if SHOWN in data else {}
    return texts | shown | {"can_gain": "can_gain" in data}


def question_url(assessment: Assessment, item: str) -> str:
    return reverse("assessments:question", args=[assessment.code, item])


def next_url(assessment: Assessment, questionnaire: Questionnaire) -> str:
    """The first question of a draft without an answer, else the check page."""
    for item in questionnaire.items:
        if item.key not in assessment.responses:
            return question_url(assessment, item.key)
    return reverse("assessments:check", args=[assessment.code])
