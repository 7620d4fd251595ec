"""What made-up people fill in; without Django, so that programmes can be measured without it."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

HEADLINES = ["Data platforms, health care", "Payments, public sector", "Compilers", "Games", ""]
ROLES = ["Engineer", "Architect", "Tester", "Team lead", "Data scientist"]
# With the minutes that each is ahead of UTC, without daylight saving.
ZONES = {
    "Europe/Berlin": 60,
    "Europe/London": 0,
    "Asia/Kolkata": 330,
    "America/New_York": -300,
    "Africa/Lagos": 60,
}
LANGUAGES = ["en", "de", "fr", "es", "hi", "sv"]


def make_values(chance: Random, words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Fields of a MentorProfile; `words` are the levels, items, goals, tags and so on there are."""
    items = words["items"]
    offers = chance.sample(items, chance.randint(0, 5))
    wants = chance.sample([item for item in items if item not in offers], chance.randint(1, 4))
    evening, day = chance.randint(7, 19), chance.randint(0, 4)
    days = ("mon", "tue", "wed", "thu", "fri")
    return {
        "headline": chance.choice(HEADLINES),
        "level": chance.choice(words["levels"]),
        "role": chance.choice(ROLES),
        "background": chance.sample(words["tags"], chance.randint(0, 3)),
        "goals": [
            {"goal": goal, "priority": number}
            for number, goal in enumerate(
                chance.sample(words["goals"], chance.randint(1, 3)), start=1
            )
        ],
        "offers": offers,
        "wants": wants,
        "hidden": [item for item in offers + wants if chance.random() < 0.2],
        "languages": sorted({"en", chance.choice(LANGUAGES)} if chance.random() < 0.9 else {"fr"}),
        "time_zone": chance.choice(list(ZONES)),
        "hours": [f"{days[(day + n) % 5]}-{evening + m}" for n in range(3) for m in range(3)],
        "async_ok": chance.random() < 0.7,
        "cadence": chance.choice(words["cadences"]),
        "agenda": chance.choice(words["agendas"]),
        "background_preference": chance.choice(words["preferences"]),
        "capacity": chance.randint(1, 3),
        "is_listed": True,
        "is_adult": True,
    }
