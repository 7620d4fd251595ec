"""What programs may ask about mentors, and say about themselves."""

from django.urls import path

from mentors.api.goals import MentoringGoalListAPI

urlpatterns = [path("mentoring-goals/", MentoringGoalListAPI.as_view())]
