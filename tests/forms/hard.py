"""What an earlier version, the API or an import stored, and no form would take today."""

from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from assessments.models.direction import Direction, KeyTechnology
from assessments.models.plan import Goal
from assessments.models.taking import Note
from assessments.teams.models.focus import TeamFocus
from mentors.models.meetings import Meeting
from mentors.models.profiles import MentorProfile
from mentors.models.programmes import Participant, Programme
from tests.forms.making import ITEM, LINE, WORDS

# Alphabets that look alike, signs that nobody sees, a turn of direction, other scripts.
HARD_LINE = "Раypal \u202eevil\u202c\u200b, 北京 हिन्दी 👩🏽‍💻"
# A form of today takes it, and stores something else.
LOOSE_LINE = "Say  ​‮no ㅤ, kindly"
# Blank lines around and within, control signs, and what HTML means something by.
HARD_WORDS = "\n\n  Zuerst\n\n\n日本語 \u202eabc\u202c\tعربي\x0b\u2028 <b>&amp;</b>\n \n"
# In Berlin it is half past two for the second time.
SECOND = datetime(2026, 10, 25, 1, 30, 12, 345678, tzinfo=UTC)
LONG_AGO, FAR = date(1950, 1, 1), date(2090, 1, 1)


def harden(line: str) -> None:
    """Put it in the place of what is stored: texts, days and choices."""
    for model in apps.get_models():
        _rewrite(model, {LINE: line, WORDS: HARD_WORDS})
    said = dict.fromkeys(("level", "aims_at", "path", "brings"), "retired")
    Direction.objects.update(holds_back=["retired", "time"], by_on=LONG_AGO, **said)
    for dated in (KeyTechnology, Note):
        dated.objects.update(happened_on=FAR)
    Goal.objects.update(expects="retired", due_on=LONG_AGO)
    Meeting.objects.update(starts_at=SECOND, minutes=25)
    Participant.objects.update(places=9)
    Programme.objects.update(opens_at=SECOND)
    TeamFocus.objects.update(review_on=LONG_AGO)
    _harden_profiles(line)


def _harden_profiles(line: str) -> None:
    retired = ["retired", ITEM]
    goals = [{"goal": "retired", "priority": 2}, {"goal": "say-no", "priority": 1}]
    MentorProfile.objects.update(
        level="retired",
        offers=retired,
        wants=retired,
        hidden=["retired"],
        goals=goals,
        background=[" ".join(line.split()), "qa"],
        languages=["xx", "en"],
        hours=["tue-9", "mon-18"],
        manager_email="boss@xn--zz.example",
    )
    if not Meeting.objects.exists():
        MentorProfile.objects.update(time_zone="Mars/Retired")


def _rewrite(model: type[models.Model], harder: dict[str, str]) -> None:
    """Every stored text that a person wrote, also within JSON."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    columns = (each for each in model._meta.concrete_fields if not each.primary_key)
    names = [each.name for each in columns if isinstance(each, kinds)]
    for row in model._default_manager.values("pk", *names):
        changed = {name: _change(row[name], harder) for name in names}
        if changed != {name: row[name] for name in names}:
            model._default_manager.filter(pk=row["pk"]).update(**changed)


def _change(value: Any, harder: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _change(inside, harder) for key, inside in value.items()}
    if isinstance(value, list):
        return [_change(each, harder) for each in value]
    return harder.get(value, value)
