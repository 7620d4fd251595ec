"""Everything that is read about who helps whom: each takes who is asking."""

from mentors.selectors.crowd import Snapshot, get_snapshot, tag_key
from mentors.selectors.facts import get_facts
from mentors.selectors.people import get_listed, is_email_verified
from mentors.selectors.profiles import (
    Suggestions,
    export_mentoring,
    find_alert,
    find_profile,
    find_unknown_goals,
    get_profile,
    get_suggestions,
    list_alerts,
    list_goals,
    list_waiting_alerts,
)
from mentors.selectors.search import (
    Asked,
    Match,
    Matches,
    Relaxed,
    Search,
    asked_by,
    compare,
    start_search,
)
from mentors.selectors.words import (
    LANGUAGES,
    TAGS,
    Told,
    language_name,
    tag_label,
    to_tag,
    unique_tags,
)

__all__ = [
    "LANGUAGES",
    "TAGS",
    "Asked",
    "Match",
    "Matches",
    "Relaxed",
    "Search",
    "Snapshot",
    "Suggestions",
    "Told",
    "asked_by",
    "compare",
    "export_mentoring",
    "find_alert",
    "find_profile",
    "find_unknown_goals",
    "get_facts",
    "get_listed",
    "get_profile",
    "get_snapshot",
    "get_suggestions",
    "is_email_verified",
    "language_name",
    "list_alerts",
    "list_goals",
    "list_waiting_alerts",
    "start_search",
    "tag_key",
    "tag_label",
    "to_tag",
    "unique_tags",
]
