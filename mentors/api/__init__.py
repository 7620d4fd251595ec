"""What programs may ask about mentors, and say about themselves."""

from django.urls import path

from mentors.api.goals import MentoringGoalListAPI
from mentors.api.mentors import MentorListAPI
from mentors.api.profile import MentorProfileAPI

urlpatterns = [
    path("mentor-profile/", MentorProfileAPI.as_view()),
    path("mentoring-goals/", MentoringGoalListAPI.as_view()),
    path("mentors/", MentorListAPI.as_view()),
]
