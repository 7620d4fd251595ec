"""Everything that changes an assessment, one verb a function, one transaction a verb."""

from assessments.services.answers import AlreadyCompleted, Evidence, answers_anything
from assessments.services.check_in import NothingToConfirm, save_check_in
from assessments.services.direction import (
    MOST_TECHNOLOGIES,
    TechnologyNamed,
    TooManyTechnologies,
    add_key_technology,
    change_key_technology,
    remove_key_technology,
    set_direction,
)
from assessments.services.goals import (
    GoalFields,
    InvalidGoal,
    add_goal,
    delete_goal,
    finish_goal,
    reopen_goal,
    update_goal,
)
from assessments.services.importing import Imported, import_records
from assessments.services.look_back import NothingLater, save_look_back
from assessments.services.measurement import set_measurement_consent
from assessments.services.questionnaires import DigestMoved, publish_questionnaire
from assessments.services.records import (
    KeyReused,
    create_assessment,
    create_assessment_once,
    delete_assessment,
    update_draft,
)
from assessments.services.reflections import NotCompletedYet, save_reflections
from assessments.services.reminders import (
    EmailNotVerified,
    claim_reminder,
    close_calendar,
    open_calendar,
    send_due_reminders,
    set_reminder,
    stop_reminder,
)
from assessments.services.sharing import (
    TooManyLinks,
    create_share_link,
    log_share_visit,
    revoke_share_link,
    save_brief,
)
from assessments.services.taking import (
    DraftExists,
    NothingAnswered,
    attach_draft,
    complete_assessment,
    discard_draft,
    purge_visitor_drafts,
    save_response,
    start_assessment,
)
from assessments.services.unclear import report_unclear

__all__ = [
    "MOST_TECHNOLOGIES",
    "AlreadyCompleted",
    "DigestMoved",
    "DraftExists",
    "EmailNotVerified",
    "Evidence",
    "GoalFields",
    "Imported",
    "InvalidGoal",
    "KeyReused",
    "NotCompletedYet",
    "NothingAnswered",
    "NothingLater",
    "NothingToConfirm",
    "TechnologyNamed",
    "TooManyLinks",
    "TooManyTechnologies",
    "add_goal",
    "add_key_technology",
    "answers_anything",
    "attach_draft",
    "change_key_technology",
    "claim_reminder",
    "close_calendar",
    "complete_assessment",
    "create_assessment",
    "create_assessment_once",
    "create_share_link",
    "delete_assessment",
    "delete_goal",
    "discard_draft",
    "finish_goal",
    "import_records",
    "log_share_visit",
    "open_calendar",
    "publish_questionnaire",
    "purge_visitor_drafts",
    "remove_key_technology",
    "reopen_goal",
    "report_unclear",
    "revoke_share_link",
    "save_brief",
    "save_check_in",
    "save_look_back",
    "save_reflections",
    "save_response",
    "send_due_reminders",
    "set_direction",
    "set_measurement_consent",
    "set_reminder",
    "start_assessment",
    "stop_reminder",
    "update_draft",
    "update_goal",
]
