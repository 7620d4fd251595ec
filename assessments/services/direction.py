"""Setting a person's direction, and rating their technologies."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.models.direction import Direction, KeyTechnology
from assessments.selectors.direction import (
    find_direction,
    get_key_technology,
    list_key_technologies,
)
from assessments.selectors.questionnaires import find_site_questionnaire
from setframework.people.models import User
from setframework.web.refusals import Refused

# Each column but whose row it is and since when.
SAID = tuple(
    column.name
    for column in Direction._meta.concrete_fields
    if column.name not in {"id", "person", "created_at"}
)
MOST_TECHNOLOGIES = 3


class TooManyTechnologies(Refused):
    """The person has named MOST_TECHNOLOGIES."""

    says = _("Three are enough. Remove one before you name another.")


class TechnologyNamed(Refused):
    says = _("You have already named this one. Change its rating above.")
    field = "name"


@transaction.atomic
def set_direction(*, person: User, at: datetime, **said: Any) -> Direction:
    """Store the person's direction from now on; fields that are not given stay as they were.

    `said` are fields of SAID. Unchanged values add no row. If there is no row at all, the empty
    direction is returned unsaved. Keys of `holds_back` that the questionnaire never stores are
    left out.
    """
    User.objects.lock(person)
    newest = find_direction(person) or Direction(person=person)
    values = {name: getattr(newest, name) for name in SAID} | said
    values["holds_back"] = stored(values["holds_back"])
    fresh = Direction(person=person, created_at=at, **values)
    if _comparable(fresh) == _comparable(newest):
        return newest
    fresh.save(force_insert=True)
    return fresh


@transaction.atomic
def add_key_technology(*, person: User, at: datetime, **fields: Any) -> KeyTechnology:
    """Add one (`name`, `value`, `evidence`, `happened_on`); the same again changes nothing.

    Raises TooManyTechnologies, TechnologyNamed.
    """
    User.objects.lock(person)
    same = _find_named(person, fields["name"])
    if same is not None:
        if all(getattr(same, name) == value for name, value in fields.items()):
            return same
        raise TechnologyNamed
    if list_key_technologies(person).count() >= MOST_TECHNOLOGIES:
        raise TooManyTechnologies
    return KeyTechnology.objects.create(person=person, rated_at=at, **fields)


@transaction.atomic
def change_key_technology(
    *,
    person: User,
    code: UUID | str,
    name: str,
    value: int,
    evidence: str,
    happened_on: date | None,
    at: datetime,
) -> KeyTechnology:
    """Rate a technology again; the same again changes nothing.

    Raises KeyTechnology.DoesNotExist, TechnologyNamed.
    """
    User.objects.lock(person)
    technology = get_key_technology(person, code)
    if _find_named(person, name) not in (None, technology):
        raise TechnologyNamed
    said = {"name": name, "value": value, "evidence": evidence, "happened_on": happened_on}
    if any(getattr(technology, field) != new for field, new in said.items()):
        for field, new in {**said, "rated_at": at}.items():
            setattr(technology, field, new)
        technology.save()
    return technology


@transaction.atomic
def remove_key_technology(*, person: User, code: UUID | str) -> None:
    """Delete a technology with its evidence. Raises KeyTechnology.DoesNotExist."""
    User.objects.lock(person)
    get_key_technology(person, code).delete()


def _comparable(direction: Direction) -> dict[str, Any]:
    """The values to compare; the order of `holds_back` does not matter."""
    said = {name: getattr(direction, name) for name in SAID}
    return said | {"holds_back": sorted(direction.holds_back)}


def _find_named(person: User, name: str) -> KeyTechnology | None:
    named = list_key_technologies(person)
    return next((each for each in named if each.name.lower() == name.lower()), None)


def stored(holds_back: list[str]) -> list[str]:
    questionnaire = find_site_questionnaire()
    content = None if questionnaire is None else questionnaire.direction
    unsaved = () if content is None else content.unsaved
    return [key for key in holds_back if key not in unsaved]
