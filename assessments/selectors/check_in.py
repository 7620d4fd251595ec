"""The short retake: the items to ask again, and the items to confirm."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import Item, Questionnaire
from assessments.scoring.score import score
from assessments.scoring.versions import Became, what_became
from assessments.selectors.direction import find_direction
from assessments.selectors.plan import list_open_goals
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.taking import find_latest_completed

# As many focus areas as the result shows.
FOCUS_ASKED = 3

# After these changes the earlier answer can still be shown beside the question.
ASKED_THEN = {"same", "reworded", "rescaled"}


@dataclass(frozen=True)
class CheckIn:
    """An open draft beside the person's latest result of the same questionnaire."""

    draft: Assessment
    earlier: Assessment
    questionnaire: Questionnaire
    before: Questionnaire  # the version of the earlier one

    @cached_property
    def then(self) -> dict[str, int | str | None]:
        """Item key -> the earlier answer, for the items that can be confirmed unread.

        The question has to be the same: nobody has answered a reworded one yet, and the
        value map of a rescaled one is a guess about people, not an answer of this person.
        """
        found = {
            each.later: self.earlier.responses.get(each.earlier)
            for each in self._ways
            if each.change == "same"
        }
        return {key: value for key, value in found.items() if self._is_offered(key, value)}

    @cached_property
    def words(self) -> dict[str, str]:
        """Item key -> the earlier answer, in its words at that time; absent without an answer."""
        found = {}
        for each in self._ways:
            value = self.earlier.responses.get(each.earlier)
            if each.change in ASKED_THEN and value is not None:
                found[each.later] = _label(self.before, each.earlier, value)
        return found

    @cached_property
    def gained(self) -> set[str]:
        """Keys of the items with the earlier answer that the person knows where to gain them."""
        return {each.later for each in self._ways if each.earlier in self.earlier.can_gain}

    @cached_property
    def planned(self) -> set[str]:
        """Keys of the items that open goals are about or are expected to move."""
        return self._now(set(_planned(self.draft)))

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """The items to ask again: those of the plan, and the widest gaps of the earlier result."""
        keys = self.planned | self._now(set(_focus(self.draft, self.earlier, self.before)))
        return tuple(item for item in self.questionnaire.items if item.key in keys)

    def fresh(self, scale: str) -> tuple[Item, ...]:
        """The other items of the scale that cannot be confirmed: new, or asked differently."""
        return tuple(item for item in self._rest(scale) if item.key not in self.then)

    def still(self, scale: str) -> tuple[Item, ...]:
        """The other items of the scale that can be confirmed. A skipped one may stay skipped."""
        return tuple(item for item in self._rest(scale) if item.key in self.then)

    def is_open(self, items: tuple[Item, ...]) -> bool:
        """True if one of them waits for an answer; an item that was skipped last time does not."""
        waiting = (item.key for item in items if item.key not in self.draft.responses)
        return any(key not in self.then or self.then[key] is not None for key in waiting)

    @cached_property
    def _ways(self) -> tuple[Became, ...]:
        return what_became(self.before, self.questionnaire)

    def _rest(self, scale: str) -> tuple[Item, ...]:
        items = self.questionnaire.scale(scale).items
        return tuple(item for item in items if item not in self.asked)

    def _now(self, keys: set[str]) -> set[str]:
        """Keys of the earlier or the draft's version -> keys of the draft's version."""
        known = {item.key for item in self.questionnaire.items}
        return (keys & known) | {each.later for each in self._ways if each.earlier in keys}

    def _is_offered(self, key: str, value: int | str | None) -> bool:
        if value is None:
            return True
        specials = (special.key for special in self.questionnaire.special_answers)
        options = self.questionnaire.item(key).answer_scale.options
        return value in {*specials, *(option.value for option in options)}


def find_earlier(assessment: Assessment) -> Assessment | None:
    """The person's latest result with the questionnaire; for a completed one, the result before."""
    if assessment.person_id is None:  # a visitor has no results
        return None
    return find_latest_completed(
        assessment.person_id, assessment.version.key, before=assessment.completed_at
    )


def find_check_in(draft: Assessment) -> CheckIn | None:
    """None while the person has no result to check in on."""
    earlier = find_earlier(draft)
    if earlier is None:
        return None
    now, then = read_questionnaire(draft.version), read_questionnaire(earlier.version)
    return CheckIn(draft, earlier, now, then)


def _label(questionnaire: Questionnaire, item: str, value: int | str) -> str:
    if isinstance(value, str):
        return questionnaire.special_answer(value).label
    return questionnaire.item(item).answer_scale.option(value).label


def _focus(draft: Assessment, earlier: Assessment, before: Questionnaire) -> list[str]:
    """The widest gaps of the earlier result, against the aim as far as its version knows it."""
    aimed_level, aimed_path = _aim(draft)
    level = aimed_level if aimed_level in {each.key for each in before.levels} else None
    path = aimed_path if aimed_path in {each.key for each in before.paths} else None
    profile = score(before, earlier.responses, level, path)
    return [area.item for area in profile.focus[:FOCUS_ASKED]]


def _aim(draft: Assessment) -> tuple[str, str]:
    """Level and path of the draft; without a level, those of the newest direction."""
    direction = None if draft.level or not draft.person_id else find_direction(draft.person_id)
    if direction is None:
        return draft.level, draft.path
    return direction.aims_at or direction.level, draft.path or direction.path


def _planned(draft: Assessment) -> Iterator[str]:
    if draft.person_id is None:
        return
    goals = list_open_goals(draft.person_id).filter(questionnaire=draft.version.key)
    for keys in goals.values_list("item", "expects"):
        yield from filter(None, keys)
