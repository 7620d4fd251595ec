"""The tables of the mentors slice: profiles, requests, mentorships, programmes, blocks."""

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
