"""Who helps whom: what people offer and want, how they pair up, and who must not meet."""

# Django finds the models of an app by importing this package.
from mentors.models import (  # noqa: F401
    alerts,
    aspirations,
    blocks,
    meetings,
    mentorships,
    profiles,
    programmes,
    pulse,
    reports,
    requests,
    results,
    runs,
)
