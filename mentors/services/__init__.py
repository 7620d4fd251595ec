"""Everything that changes who helps whom, one verb a function, one transaction a verb."""

from mentors.services.alerts import (
    MAX_ALERTS,
    TooManyAlerts,
    cancel_alert,
    request_alert,
    tell_who_waits,
)
from mentors.services.profiles import (
    EmailNotVerified,
    ProfileValues,
    TooFewPlaces,
    name_manager,
    save_profile,
)
from mentors.services.revision import next_revision

__all__ = [
    "MAX_ALERTS",
    "EmailNotVerified",
    "ProfileValues",
    "TooFewPlaces",
    "TooManyAlerts",
    "cancel_alert",
    "name_manager",
    "next_revision",
    "request_alert",
    "save_profile",
    "tell_who_waits",
]
