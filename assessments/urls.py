"""Addresses of one person's assessments, history and plan, and of questionnaires and scores."""

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
from assessments.views import (
    brief,
    calendar,
    check,
    check_in,
    direction,
    history,
    keep,
    look_back,
    plan,
    question,
    reflections,
    reminders,
    result,
    sharing,
    start,
)

app_name = "assessments"

urlpatterns = [
    path("assessments/start/", start.page, name="start"),
    path("assessments/<uuid:code>/check/", check.page, name="check"),
    path("assessments/<uuid:code>/check-in/", check_in.page, name="check_in"),
    path("assessments/<uuid:code>/keep/", keep.page, name="keep"),
    path("assessments/<uuid:code>/result/", result.page, name="result"),
    path("assessments/<uuid:code>/look-back/", look_back.page, name="look_back"),
    path("assessments/<uuid:code>/reflections/", reflections.page, name="reflections"),
    path("assessments/<uuid:code>/result.pdf", result.result_pdf, name="result_pdf"),
    path("assessments/<uuid:code>/share/", sharing.page, name="share"),
    path("assessments/<uuid:code>/items/<slug:item>/", question.page, name="question"),
    path("assessments/<uuid:code>/items/<slug:item>/unclear/", question.unclear, name="unclear"),
    # Earlier addresses of questions: an open page or a bookmark is sent on.
    path("assessments/<uuid:code>/<slug:item>/", question.moved, {"to": "question"}),
    path("assessments/<uuid:code>/<slug:item>/unclear/", question.moved, {"to": "unclear"}),
    path("direction/", direction.page, name="direction"),
    path("direction/technologies/", direction.technologies, name="technologies"),
    path("direction/technologies/<uuid:code>/", direction.technology, name="technology"),
    path(
        "direction/technologies/<uuid:code>/remove/",
        direction.remove_technology,
        name="remove_technology",
    ),
    path("brief/<uuid:code>/", brief.page, name="brief"),
    path("brief/<uuid:code>/brief.pdf", brief.brief_pdf, name="brief_pdf"),
    path("share/<str:token>/", sharing.shared, name="shared"),
    path("share/<uuid:code>/revoke/", sharing.revoke_share, name="revoke_share"),
    path("history/", history.page, name="history"),
    path("history/compare/", history.compare, name="compare"),
    path("history/history.csv", history.history_csv, name="history_csv"),
    path("calendar/<slug:token>.ics", calendar.page, name="calendar"),
    path("plan/", plan.page, name="plan"),
    path("plan/add/", plan.add_goal, name="add_goal"),
    path("plan/steps/", plan.take_step, name="take_step"),
    path("plan/<uuid:code>/", plan.edit_goal, name="edit_goal"),
    path("plan/<uuid:code>/delete/", plan.delete_goal, name="delete_goal"),
    path("plan/<uuid:code>/follow-up/", plan.follow_up, name="follow_up"),
    path("plan/<uuid:code>/done/", plan.tick_goal, name="tick_goal"),
    path("reminders/stop/<slug:token>/", reminders.stop_reminders, name="stop_reminders"),
    path("result/", result.latest_result, name="latest_result"),
]

# For programs, below /api/v1/.
api = [
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
