"""A short retake: what to ask anew, and what only to confirm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assessments.models import Assessment
from assessments.scoring.change import unchanged_items
from assessments.scoring.questionnaire import Item, Questionnaire
from assessments.scoring.score import score
from assessments.selectors.assessments import list_assessments, read_questionnaire
from assessments.selectors.goals import list_open_goals

# As many focus areas as the result shows.
FOCUS_ASKED = 3


@dataclass
class CheckIn:
    """An open draft beside the person's latest result of the same questionnaire.

    `then` maps the items that can be confirmed to what was answered.
    """

    draft: Assessment
    earlier: Assessment
    questionnaire: Questionnaire
    then: Mapping[str, int | str | None]

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """What is answered anew: what the plan is about, and the widest gaps of then."""
        before = read_questionnaire(self.earlier.version)
        keys = {*_focus(self.draft, self.earlier, before), *_planned(self.draft)}
        return tuple(item for item in self.questionnaire.items if item.key in keys)

    def rest(self, scale: str) -> tuple[Item, ...]:
        """The other items of the scale."""
        items = self.questionnaire.scale(scale).items
        return tuple(item for item in items if item not in self.asked)


def find_earlier(assessment: Assessment) -> Assessment | None:
    """The person's latest result with the questionnaire; of a completed one, that before it."""
    completed = list_assessments(assessment.person_id).filter(
        completed_at__isnull=False, version__key=assessment.version.key
    )
    if assessment.completed_at is not None:
        completed = completed.filter(completed_at__lt=assessment.completed_at)
    return completed.order_by("-completed_at", "-pk").first()


def find_check_in(draft: Assessment) -> CheckIn | None:
    """None while the person has no result to check in on."""
    earlier = find_earlier(draft) if draft.person_id is not None else None
    if earlier is None:
        return None
    questionnaire = read_questionnaire(draft.version)
    same = unchanged_items(read_questionnaire(earlier.version), questionnaire)
    then = {new: earlier.responses.get(old) for new, old in same.items()}
    return CheckIn(draft, earlier, questionnaire, then)


def _focus(draft: Assessment, earlier: Assessment, before: Questionnaire) -> list[str]:
    """The widest gaps of then, against what the draft compares with as far as then knew it."""
    level = draft.level if draft.level in {each.key for each in before.levels} else None
    path = draft.path if draft.path in {each.key for each in before.paths} else None
    profile = score(before, earlier.responses, level, path)
    return [area.item for area in profile.focus[:FOCUS_ASKED]]


def _planned(draft: Assessment) -> Iterator[str]:
    goals = list_open_goals(draft.person_id).filter(questionnaire=draft.version.key)
    for keys in goals.values_list("item", "expects"):
        yield from filter(None, keys)
