"""What a person's export has of the tables of assessments, and why it leaves the rest out."""

from assessments.models.brief import Brief
from assessments.models.direction import Direction, KeyTechnology
from assessments.models.look_back import LookBack
from assessments.models.measurement import MeasurementConsent
from assessments.models.papers import Paper
from assessments.models.plan import Goal
from assessments.models.questionnaires import QuestionnaireVersion
from assessments.models.reflections import Reflection
from assessments.models.reminders import Reminder
from assessments.models.sharing import ShareLink, ShareVisit
from assessments.models.taking import Assessment, IdempotencyKey, Note, UnclearReport
from setframework.web.declared import Declarations, Exported, LeftOut, same

OWNER = LeftOut("the whole document is this person's")
SECRET = LeftOut("a secret: who has it could act in the person's place")
BOOKKEEPING = LeftOut("for the work of this site: it says nothing about the person")

DATA: Declarations = {
    QuestionnaireVersion: {
        **same("questionnaires", "key", "version", "digest", "document"),
        "published_at": LeftOut("about the questionnaire, not the person"),
    },
    Assessment: {
        "code": Exported("assessments.code"),
        "person": OWNER,
        "version": Exported("assessments.version", by="version__version"),
        **same("assessments", "level", "path", "started_at", "completed_at"),
        **same("assessments", "responses", "can_gain", "carried_over"),
        "received_at": LeftOut("another one on each site that the file is brought to"),
        "imported_at": LeftOut("another one on each site that the file is brought to"),
    },
    Note: {
        "assessment": Exported("assessments.notes", is_link=True),
        "item": Exported("assessments.notes.@"),
        "text": Exported("assessments.notes.*.text"),
        "happened_on": Exported("assessments.notes.*.happened_on"),
    },
    UnclearReport: {
        "assessment": LeftOut("the report is about the question, not the answers"),
        "version": Exported("account.unclear_reports.version", by="version__version"),
        **same("account.unclear_reports", "item", "word", "reported_at"),
    },
    IdempotencyKey: LeftOut("a digest of a request of a program, against doubles"),
    Brief: {
        "assessment": Exported("briefs.assessment", is_link=True),
        **same("briefs", "strengths", "evidence", "gaps", "request", "has_name", "saved_at"),
    },
    Direction: {
        "person": OWNER,
        **same("directions", "level", "aims_at", "by_on", "path", "brings", "holds_back"),
        **same("directions", "note", "created_at"),
    },
    KeyTechnology: {
        "person": OWNER,
        **same("key_technologies", "code", "name", "value", "evidence", "happened_on", "rated_at"),
    },
    LookBack: {
        "assessment": Exported("look_backs.assessment", is_link=True),
        "seen_from": Exported("look_backs.seen_from", is_link=True),
        **same("look_backs", "responses", "made_at"),
    },
    MeasurementConsent: {
        "person": OWNER,
        **same("account.measurement_consents", "given_at", "withdrawn_at"),
    },
    Paper: LeftOut("a PDF that waits to be fetched, for an hour"),
    Goal: {
        "person": OWNER,
        "assessment": Exported("goals.assessment", is_link=True),
        **same("goals", "code", "questionnaire", "item", "route", "action", "text", "expects"),
        **same("goals", "due_on", "done_at", "note", "created_at"),
        "follow_up_on": LeftOut("an e-mail of this site, within a week, and then nothing"),
        "changed_at": BOOKKEEPING,
    },
    Reflection: {
        "assessment": Exported("reflections.assessment", is_link=True),
        **same("reflections", "key", "text", "written_at"),
    },
    Reminder: {
        "code": BOOKKEEPING,
        "person": OWNER,
        **same("account.reminders", "months", "next_on"),
        "claimed_at": BOOKKEEPING,
        "changed_at": BOOKKEEPING,
        "stop_token": SECRET,
        "calendar_token": SECRET,
    },
    ShareLink: {
        "assessment": LeftOut("the picks say what the link shows"),
        **same("account.shared", "code", "kind", "picks", "created_at", "expires_at"),
        **same("account.shared", "revoked_at"),
    },
    ShareVisit: {
        "link": Exported("account.shared.opened_at", is_link=True),
        "opened_at": Exported("account.shared.opened_at"),
    },
}
