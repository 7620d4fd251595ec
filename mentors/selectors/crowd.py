"""All profiles, kept in memory and updated by the rows that have changed since.

A search among 20,000 people must not read 20,000 rows. Each process keeps the crowd that it has
read, with the number of the last change. Before each search, one statement reads the newest number;
then only the changed rows are read. No search uses old rows: a change and its number are committed
together.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet, Subquery, Value

from assessments.scoring.questionnaire import Questionnaire
from mentors.matching.crowd import Crowd
from mentors.matching.profile import Profile, week
from mentors.models.profiles import MentorProfile, Revision
from mentors.selectors.aspirations import get_aspiration_texts

FIELDS = (
    "person_id", "person__code", "level", "background", "background_preference", "goals",
    "offers", "wants", "hidden", "languages", "time_zone", "hours", "async_ok", "cadence",
    "agenda", "capacity", "active", "is_open", "is_listed", "is_adult", "paused_until",
)  # fmt: skip

_lock = threading.Lock()
_kept: dict[str, "Snapshot"] = {}


@dataclass(frozen=True)
class Stamp:
    """The state that was read. `number` counts changes within an `epoch`."""

    epoch: UUID | None
    number: int
    people: int


@dataclass(frozen=True)
class Snapshot:
    """The crowd of one day under one questionnaire, as of the stamp.

    `aspirations` maps keys to texts.
    """

    stamp: Stamp
    day: date
    digest: str
    crowd: Crowd
    aspirations: Mapping[str, str]


def get_snapshot(questionnaire: Questionnaire, at: datetime) -> Snapshot:
    """Everybody, as committed now. It takes one statement if nothing has changed."""
    with _lock:
        stamp = _get_stamp()  # behind the lock, so that no thread goes back to an older one
        kept = _kept.get("")
        if kept is None or not _continues(kept, stamp, questionnaire, at):
            kept = _read(stamp, questionnaire, at)
        elif kept.stamp != stamp:
            kept = _go_on(kept, stamp, questionnaire, at)
        _kept[""] = kept
        return kept


def to_profile(profile: MentorProfile, questionnaire: Questionnaire, at: datetime) -> Profile:
    """One saved row as matching sees it."""
    values = {name: getattr(profile, name) for name in FIELDS if name != "person__code"}
    values["person__code"] = profile.person.code
    return _to_profile(values, _rungs(questionnaire), at)


def tag_key(tag: str) -> str:
    """One key for all spellings of a tag."""
    return " ".join(tag.casefold().split())


@lru_cache(maxsize=1024)
def standard_offset(zone: str, day: date) -> int:
    """Minutes that the zone is ahead of UTC on that day, without daylight saving."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    ahead = (noon.utcoffset() or timedelta()) - (noon.dst() or timedelta())
    return ahead // timedelta(minutes=1)


def _get_stamp() -> Stamp:
    people = MentorProfile.objects.order_by().annotate(one=Value(1)).values("one")
    counted = Subquery(people.annotate(n=Count("pk")).values("n"))
    row = Revision.objects.filter(pk=1).values_list("epoch", "number", counted).first()
    epoch, number, count = row or (None, 0, 0)
    return Stamp(epoch, number, count or 0)


def _continues(kept: Snapshot, stamp: Stamp, questionnaire: Questionnaire, at: datetime) -> bool:
    return (
        kept.stamp.epoch == stamp.epoch
        and kept.stamp.number <= stamp.number
        and (kept.digest, kept.day) == (questionnaire.digest, at.date())
    )


def _read(stamp: Stamp, questionnaire: Questionnaire, at: datetime) -> Snapshot:
    crowd = Crowd.of(list(_profiles(MentorProfile.objects.all(), questionnaire, at)))
    return Snapshot(stamp, at.date(), questionnaire.digest, crowd, get_aspiration_texts())


def _go_on(kept: Snapshot, stamp: Stamp, questionnaire: Questionnaire, at: datetime) -> Snapshot:
    rows = MentorProfile.objects.filter(revision__gt=kept.stamp.number)
    crowd = kept.crowd.changed(list(_profiles(rows, questionnaire, at)))
    if len(crowd) != stamp.people:
        there = set(MentorProfile.objects.values_list("person_id", flat=True))
        crowd = crowd.changed([], gone=set(crowd.column_of) - there)
    return Snapshot(stamp, kept.day, kept.digest, crowd, get_aspiration_texts())


def _profiles(
    rows: QuerySet[MentorProfile], questionnaire: Questionnaire, at: datetime
) -> Iterable[Profile]:
    rungs = _rungs(questionnaire)
    for values in rows.values(*FIELDS).iterator(chunk_size=2000):
        yield _to_profile(values, rungs, at)


def _rungs(questionnaire: Questionnaire) -> dict[str, int]:
    return {level.key: rung for rung, level in enumerate(questionnaire.levels)}


def _to_profile(values: Mapping[str, Any], rungs: Mapping[str, int], at: datetime) -> Profile:
    paused_until = values["paused_until"]
    return Profile(
        person=values["person_id"],
        code=values["person__code"].int,
        rung=rungs.get(values["level"]),
        background=frozenset(map(tag_key, values["background"])),
        preference=values["background_preference"],
        goals={goal["goal"]: goal["priority"] for goal in values["goals"]},
        offers=frozenset(values["offers"]),
        wants=frozenset(values["wants"]),
        hidden=frozenset(values["hidden"]),
        languages=frozenset(values["languages"]),
        week=week(values["hours"], standard_offset(values["time_zone"], at.date())),
        async_ok=values["async_ok"],
        cadence=values["cadence"],
        agenda=values["agenda"],
        places=values["capacity"] - values["active"],
        is_listed=values["is_listed"] and values["is_adult"] and values["is_open"],
        paused_until=paused_until.toordinal() if paused_until else 0,
    )
