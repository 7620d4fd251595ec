"""The values that a profile may have, for the form and the API."""

import re
from functools import lru_cache
from zoneinfo import available_timezones

from mentors.matching.profile import DAYS

MAX_TAGS = 20
TAG_LENGTH = 40
MAX_LANGUAGES = 20
LANGUAGE = re.compile(r"[a-z]{2,3}")
HOURS = tuple(f"{day}-{hour}" for day in DAYS for hour in range(24))
PRIORITIES = (1, 2, 3)


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """By name; those of cities first, as nobody looks for "Etc/GMT-3"."""
    zones = sorted(available_timezones() - {"localtime", "Factory"})
    return tuple(sorted(zones, key=lambda zone: "/" not in zone or zone.startswith("Etc/")))
