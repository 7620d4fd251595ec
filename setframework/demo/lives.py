"""Twelve characters: their answers over the last eighteen months, their plans and notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.taking import Assessment
from assessments.scoring.questionnaire import MAX_VALUE, NO_OPPORTUNITY, Item, Questionnaire
from assessments.selectors.check_in import find_check_in
from assessments.selectors.questionnaires import read_questionnaire
from assessments.selectors.result import get_result
from assessments.services.check_in import save_check_in
from assessments.services.direction import add_key_technology, set_direction
from assessments.services.look_back import save_look_back
from assessments.services.plan import add_goal, finish_goal
from assessments.services.taking import Evidence, complete_assessment
from assessments.services.unclear import report_unclear
from assessments.services.whole_assessments import create_assessment
from setframework.people.models import User
from setframework.people.visitors import Holder


@dataclass(frozen=True)
class Character:
    """A person of the demo. `rung` and `path` count from 0. A rung above the top means the top."""

    name: str
    rung: int
    path: int
    sittings: int
    pace: float  # the growth of an answer in a year
    has_draft: bool = False

    @property
    def key(self) -> str:
        return self.name.split()[0].lower()

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


PEOPLE = [
    Character("Amara Okafor", 0, 0, 2, 1.2),
    Character("Ben Lindqvist", 1, 0, 3, 1.0),
    Character("Chen Wei", 1, 0, 4, 0.8, has_draft=True),
    Character("Dalia Haddad", 2, 0, 4, 0.6),
    Character("Emil Novak", 2, 1, 1, 0.5),
    Character("Farah Rahimi", 2, 0, 3, 0.0),
    Character("Goran Petrov", 3, 0, 4, 0.4),
    Character("Hanna Virtanen", 3, 1, 3, 0.7),
    Character("Ines Duarte", 4, 0, 4, 0.3),
    Character("Jonas Weber", 4, 1, 2, -0.3),
    Character("Kavya Nair", 5, 1, 4, 0.2),
    Character("Liam Byrne", 6, 1, 3, 0.1),
]
TECHNOLOGIES = ("Python", "PostgreSQL", "Kubernetes", "TypeScript")
HALF_YEAR = timedelta(days=182)
TEN_MINUTES = timedelta(minutes=10)
MONTH = timedelta(days=30)
# A character with more sittings than this takes the short retake once.
CHECK_IN_AFTER = 2


class Life:
    """The answers of one character over the last eighteen months, the same in every demo."""

    def __init__(
        self, character: Character, version: QuestionnaireVersion, now: datetime, chance: Random
    ):
        self.character, self.version, self.now, self.chance = character, version, now, chance
        self.questionnaire: Questionnaire = read_questionnaire(version)
        rungs = self.questionnaire.levels
        self.rung = min(character.rung, len(rungs) - 1)
        self.level = rungs[self.rung].key
        self.aims_at = rungs[min(self.rung + 1, len(rungs) - 1)].key
        paths = self.questionnaire.paths
        self.path = paths[min(character.path, len(paths) - 1)].key
        self.talent = {item.key: chance.gauss(0, 0.8) for item in self.questionnaire.items}

    def live(self, person: User) -> None:
        sat: list[Assessment] = []
        for number, moment in enumerate(self._moments()):
            set_direction(
                person=person,
                level=self.level,
                aims_at=self.aims_at,
                path=self.path,
                at=moment,
                **self._reasons(),
            )
            is_short = number == CHECK_IN_AFTER
            sat.append(
                self._check_in(person, moment)
                if is_short
                else self._sit(person, moment, is_finished=True)
            )
            self._plan(person, sat[-1])
        if len(sat) > CHECK_IN_AFTER:
            self._look_back(person, sat[0], sat[-1])
        if self.questionnaire.key_technology_scale is not None:
            self._name_technology(person, moment)
        if self.character.has_draft:
            self._sit(person, self.now, is_finished=False)

    def _reasons(self) -> dict[str, Any]:
        content = self.questionnaire.direction
        if content is None:
            return {}
        brings = content.brings[self.rung % len(content.brings)]
        holds_back = content.holds_back[self.rung % len(content.holds_back)]
        return {"brings": brings.key, "holds_back": [holds_back.key]}

    def _name_technology(self, person: User, moment: datetime) -> None:
        add_key_technology(
            person=person,
            name=TECHNOLOGIES[self.rung % len(TECHNOLOGIES)],
            value=min(MAX_VALUE, 1 + self.rung),
            evidence="I moved a service of ours to it.",
            happened_on=(moment - 2 * HALF_YEAR).date(),
            at=moment,
        )

    def _moments(self) -> Iterator[datetime]:
        """About one moment in each half-year, the last one within the past weeks."""
        for ago in reversed(range(self.character.sittings)):
            days = self.chance.randrange(3, 40)
            yield self.now - min(ago, 3) * HALF_YEAR - timedelta(days=days)

    def _sit(self, person: User, moment: datetime, *, is_finished: bool) -> Assessment:
        items = self.questionnaire.items
        if not is_finished:
            items = items[: len(items) // 2]
        assessment = create_assessment(
            person=person,
            version=self.version,
            responses={item.key: self._answer(item, moment) for item in items},
            at=moment,
            level=self.level,
            path=self.path,
            can_gain=[item.key for item in items if item.can_gain and self.chance.random() < 0.3],
            notes=dict(self._notes(items, moment)),
        )
        if self.chance.random() < 0.3:
            report_unclear(
                holder=Holder(person=person),
                code=assessment.code,
                item=self.chance.choice(items).key,
                at=moment,
            )
        if is_finished:
            return complete_assessment(
                holder=Holder(person=person), code=assessment.code, at=moment + TEN_MINUTES
            )
        return assessment

    def _check_in(self, person: User, moment: datetime) -> Assessment:
        """The short retake: the items of plan and last result get new answers, the others stay."""
        draft = create_assessment(
            person=person,
            version=self.version,
            responses={},
            at=moment,
            level=self.level,
            path=self.path,
        )
        found = find_check_in(draft)
        same = set(found.then) - {item.key for item in found.asked} if found else set()
        items = [item for item in self.questionnaire.items if item.key not in same]
        save_check_in(
            person=person,
            code=draft.code,
            answers={item.key: self._answer(item, moment) for item in items},
            same=sorted(same),
        )
        return complete_assessment(
            holder=Holder(person=person), code=draft.code, at=moment + TEN_MINUTES
        )

    def _look_back(self, person: User, first: Assessment, latest: Assessment) -> None:
        """Lower two answers of the first sitting, which look too high now."""
        high = [key for key, value in first.responses.items() if type(value) is int and value > 1]
        save_look_back(
            person=person,
            code=first.code,
            responses={key: first.responses[key] - 1 for key in high[:2]},
            at=latest.started_at + 2 * TEN_MINUTES,
        )

    def _plan(self, person: User, assessment: Assessment) -> None:
        """Take on the first proposal. After the latest sitting it is still open."""
        at = assessment.started_at + 2 * TEN_MINUTES
        for focus in get_result(assessment).profile.focus[:1]:
            goal = add_goal(
                person=person,
                questionnaire=self.questionnaire.key,
                at=at,
                item=focus.item,
                route=Goal.Route.CONVERT,
                action=focus.convert[0],
                expects=focus.item,
                due_on=(at + MONTH).date(),
            )
            if at + 2 * MONTH < self.now:
                finish_goal(person=person, code=goal.code, at=at + MONTH)

    def _answer(self, item: Item, moment: datetime) -> int | str | None:
        luck = self.chance.random()
        if luck < 0.04:
            return None
        if luck < 0.12 and item.can_gain:
            return NO_OPPORTUNITY
        years = (moment - self.now) / timedelta(days=365)
        expected = item.targets[self.rung] + self.talent[item.key] + self.character.pace * years
        return max(0, min(MAX_VALUE, round(expected + self.chance.gauss(0, 0.3))))

    def _notes(self, items: tuple[Item, ...], moment: datetime) -> Iterator[tuple[str, Evidence]]:
        """Notes on what the person tried, in the words of the questionnaire's own actions."""
        for item in self.chance.sample(items, 2):
            if item.actions:
                action = item.actions_by_effort[0]
                day = (moment - timedelta(days=self.chance.randrange(5, 60))).date()
                yield item.key, Evidence(text=f"I tried this: {action.text}", happened_on=day)
