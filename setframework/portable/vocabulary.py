"""The keys that records of a file may use: the keys of all versions published here."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.models.questionnaires import QuestionnaireVersion
from assessments.scoring.questionnaire import Questionnaire
from assessments.selectors.questionnaires import list_versions, read_questionnaire

DIRECTION = ("level", "aims_at", "path", "brings")


class Vocabulary:
    """Reads the versions once for each import. They are few, and each process parses them once."""

    @cached_property
    def versions(self) -> dict[tuple[str, int], QuestionnaireVersion]:
        return {(each.key, each.version): each for each in list_versions()}

    def find(
        self, named: Mapping[str, Any], key: str = "questionnaire"
    ) -> tuple[QuestionnaireVersion | None, dict[str, Any]]:
        """The version of that key, number and digest, or None with messages by field."""
        found = self.versions.get((named[key], named["version"]))
        if found is None:
            known = any(each == named[key] for each, _number in self.versions)
            return None, {"version" if known else key: [_("No such questionnaire is published.")]}
        if found.digest != named["digest"]:
            message = _("This version was published here with another content.")
            return None, {"digest": [message]}
        return found, {}

    def read(self, named: Mapping[str, Any]) -> Questionnaire:
        """The questionnaire of a checked assessment."""
        return read_questionnaire(self.versions[named["questionnaire"], named["version"]])

    def find_unknown_direction(self, said: Mapping[str, Any]) -> dict[str, Any]:
        wrong = {
            name: [_("There is no such key.")]
            for name in DIRECTION
            if said[name] and said[name] not in self._direction[name]
        }
        if not self._direction["holds_back"].issuperset(said["holds_back"]):
            wrong["holds_back"] = [_("There is no such key.")]
        return wrong

    def find_unknown_steps(self, goal: Mapping[str, Any]) -> dict[str, Any]:
        versions = list(self._of(goal["questionnaire"]))
        if not versions:
            return {"questionnaire": [_("No such questionnaire is published.")]}
        items = [item for version in versions for item in version.items]
        keys = {item.key for item in items}
        actions = {action.key for item in items for action in item.actions}
        known = {"item": keys, "expects": keys, "action": actions}
        return {
            name: [_("There is no such key.")]
            for name, those in known.items()
            if goal[name] and goal[name] not in those
        }

    def _of(self, key: str) -> Iterable[Questionnaire]:
        named = (each for each in self.versions.values() if each.key == key)
        return map(read_questionnaire, named)

    @cached_property
    def _direction(self) -> dict[str, set[str]]:
        known: dict[str, set[str]] = {name: set() for name in (*DIRECTION, "holds_back")}
        for questionnaire in map(read_questionnaire, self.versions.values()):
            levels = {level.key for level in questionnaire.levels}
            known["level"] |= levels
            known["aims_at"] |= levels
            known["path"] |= {path.key for path in questionnaire.paths}
            if questionnaire.direction is not None:
                known["brings"] |= {each.key for each in questionnaire.direction.brings}
                known["holds_back"] |= {each.key for each in questionnaire.direction.holds_back}
        return known
