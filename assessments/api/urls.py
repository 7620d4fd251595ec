"""API addresses of questionnaires, scores, and a person's own assessments and goals."""

from django.urls import path

from assessments.api.direction import DirectionAPI
from assessments.api.history import ChangesAPI, HistoryAPI
from assessments.api.plan import GoalAPI, GoalListAPI
from assessments.api.questionnaires import QuestionnaireAPI, QuestionnaireListAPI
from assessments.api.score import ScoreAPI, ScoreBatchAPI
from assessments.api.taking import (
    AssessmentAPI,
    AssessmentCompleteAPI,
    AssessmentListAPI,
    AssessmentResultAPI,
)

urlpatterns = [
    path("questionnaires/", QuestionnaireListAPI.as_view()),
    path("questionnaires/<slug:key>/<int:version>/", QuestionnaireAPI.as_view()),
    path("score/", ScoreAPI.as_view()),
    path("score/batch/", ScoreBatchAPI.as_view()),
    path("assessments/", AssessmentListAPI.as_view()),
    path("assessments/<uuid:code>/", AssessmentAPI.as_view()),
    path("assessments/<uuid:code>/complete/", AssessmentCompleteAPI.as_view()),
    path("assessments/<uuid:code>/result/", AssessmentResultAPI.as_view()),
    path("direction/", DirectionAPI.as_view()),
    path("goals/", GoalListAPI.as_view()),
    path("goals/<uuid:code>/", GoalAPI.as_view()),
    path("history/", HistoryAPI.as_view()),
    path("changes/", ChangesAPI.as_view()),
]
