"""The levels of a questionnaire as rungs, with where a person is and where they aim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.scoring.questionnaire import Level


@dataclass(frozen=True)
class Rung:
    """One level. `role` says what it is to the person, `said` the same after its name.

    Both may be empty, as may `link`. `classes` are those of static/css/ui/ladder.css.
    """

    level: Level
    role: str
    said: str
    link: str
    classes: str


def make_ladder(
    levels: Sequence[Level],
    now: str = "",
    aim: str = "",
    links: Mapping[str, str] | None = None,
) -> list[Rung]:
    """`now` and `aim` are keys of levels; one that is empty or unknown marks no rung.

    `links` are addresses by the key of the level whose name leads there.
    """
    keys = [level.key for level in levels]
    reached = keys.index(now) if now in keys else -1
    below, above = _named_on_phones(keys, now, aim)
    return [
        Rung(
            level,
            *_roles(level.key == now, level.key == aim),
            link=(links or {}).get(level.key, ""),
            classes=_classes(
                ("is-reached", place <= reached),
                ("is-now", level.key == now),
                ("is-aim", level.key == aim),
                ("is-below", level.key == below),
                ("is-named-above", level.key == above),
                ("is-late", place * 2 + 1 >= len(levels)),
            ),
        )
        for place, level in enumerate(levels)
    ]


def _roles(is_now: bool, is_aim: bool) -> tuple[str, str]:
    if is_now and is_aim:
        return _("Now and your aim"), _(", now and aim")
    if is_now:
        return _("Now"), _(", now")
    return (_("Your aim"), _(", your aim")) if is_aim else ("", "")


def _named_on_phones(keys: Sequence[str], now: str, aim: str) -> tuple[str, str]:
    """The two levels that a phone has room to name: now and aim, else the lowest and highest."""
    if now in keys or aim in keys:
        return now, "" if aim == now else aim
    return (keys[0], keys[-1]) if keys else ("", "")


def _classes(*states: tuple[str, bool]) -> str:
    return " ".join(["rung", *(name for name, holds in states if holds)])
