"""What a person's export has of the tables of mentors, and why it leaves the rest out."""

from mentors.models.alerts import SearchAlert
from mentors.models.aspirations import MentoringGoal
from mentors.models.blocks import Block
from mentors.models.meetings import Meeting
from mentors.models.mentorships import Feedback, Mentorship, MentorshipGoal, MentorshipNote
from mentors.models.profiles import MentorProfile, Revision
from mentors.models.programmes import Participant, Programme
from mentors.models.pulse import Pulse
from mentors.models.reports import Report
from mentors.models.requests import MentorshipRequest
from mentors.models.results import ResultRead, ResultShare
from mentors.models.runs import ProgrammeRun, ProposedPair
from setframework.web.declared import Declarations, Exported, LeftOut, same

OWNER = LeftOut("the whole document is this person's")
BOOKKEEPING = LeftOut("for the work of this site: it says nothing about the person")
PAIR = LeftOut("the other one of a pair, about whom the document says no more than a page")
MENTORING = "account.mentoring"
MENTORSHIPS = f"{MENTORING}.mentorships"
REQUESTS = f"{MENTORING}.requests"
PROGRAMMES = f"{MENTORING}.programmes"

DATA: Declarations = {
    SearchAlert: {
        "code": BOOKKEEPING,
        "person": OWNER,
        **same(f"{MENTORING}.waiting_searches", "kind", "goal", "item", "background"),
        **same(f"{MENTORING}.waiting_searches", "language", "hours"),
        "created_at": BOOKKEEPING,
        "told_at": BOOKKEEPING,
    },
    MentoringGoal: LeftOut("the site's list, not a person's"),
    Revision: LeftOut("a counter of the site"),
    Block: {
        "person": OWNER,
        "blocked": Exported(f"{MENTORING}.blocked", by="blocked__code"),
        "created_at": BOOKKEEPING,
    },
    MentorshipRequest: {
        "sender": Exported(f"{REQUESTS}.sent", is_link=True),
        "receiver": Exported(f"{REQUESTS}.sent", is_link=True),
        **same(REQUESTS, "code", "kind", "goal", "state", "message", "question", "answer"),
        **same(REQUESTS, "created_at", "expires_at", "decided_at"),
        "asked_at": BOOKKEEPING,
        "reminders": BOOKKEEPING,
    },
    Mentorship: {
        "request": LeftOut("the request stands in its own list"),
        "mentor": Exported(f"{MENTORSHIPS}.as", is_link=True),
        "mentee": Exported(f"{MENTORSHIPS}.as", is_link=True),
        **same(MENTORSHIPS, "code", "kind", "goal", "state", "started_at", "paused_until"),
        **same(MENTORSHIPS, "ended_at"),
        "closing_by": LeftOut("nobody reads who ended a mentorship"),
        "closing_at": BOOKKEEPING,
        "nudged_at": BOOKKEEPING,
        "asked_for_pulse_at": BOOKKEEPING,
    },
    MentorshipGoal: {
        "code": BOOKKEEPING,
        "mentorship": Exported(f"{MENTORSHIPS}.goals", is_link=True),
        **same(f"{MENTORSHIPS}.goals", "text", "items", "created_at"),
    },
    MentorshipNote: {
        "code": BOOKKEEPING,
        "mentorship": Exported(f"{MENTORSHIPS}.notes", is_link=True),
        "author": OWNER,
        **same(f"{MENTORSHIPS}.notes", "is_shared", "text", "written_at"),
    },
    Feedback: {
        "mentorship": Exported(f"{MENTORSHIPS}.feedback", is_link=True),
        "person": OWNER,
        **same(f"{MENTORSHIPS}.feedback", "thanks", "private", "given_at"),
    },
    Meeting: {
        "code": BOOKKEEPING,
        "mentorship": Exported(f"{MENTORSHIPS}.meetings", is_link=True),
        **same(f"{MENTORSHIPS}.meetings", "starts_at", "minutes", "agenda", "log", "is_held"),
        "created_at": BOOKKEEPING,
        "changed_at": BOOKKEEPING,
        "sequence": BOOKKEEPING,
        "cancelled_at": BOOKKEEPING,
    },
    Pulse: {
        "mentorship": Exported(f"{MENTORSHIPS}.check_ins", is_link=True),
        "person": OWNER,
        **same(f"{MENTORSHIPS}.check_ins", "answer", "text", "answered_at"),
    },
    MentorProfile: {
        "person": OWNER,
        **same(f"{MENTORING}.profile", "name", "headline", "level", "role", "background"),
        **same(f"{MENTORING}.profile", "goals", "offers", "wants", "hidden", "languages"),
        **same(f"{MENTORING}.profile", "time_zone", "hours", "async_ok", "cadence", "agenda"),
        **same(f"{MENTORING}.profile", "background_preference", "capacity", "is_open"),
        **same(f"{MENTORING}.profile", "paused_until", "is_listed", "is_adult"),
        **same(f"{MENTORING}.profile", "manager_email", "taken_off_at"),
        "active": LeftOut("a count of the mentorships in the document"),
        "revision": BOOKKEEPING,
        "updated_at": BOOKKEEPING,
    },
    Programme: {
        "organiser": Exported(f"{PROGRAMMES}.organised", is_link=True),
        **same(f"{PROGRAMMES}.organised", "code", "name", "text", "levels", "most"),
        **same(f"{PROGRAMMES}.organised", "open_to", "opens_at", "closes_at"),
    },
    Participant: {
        "programme": Exported(f"{PROGRAMMES}.joined.programme__code", by="programme__code"),
        "person": OWNER,
        **same(f"{PROGRAMMES}.joined", "is_mentee", "places", "joined_at"),
        "told_of": BOOKKEEPING,
    },
    ProgrammeRun: LeftOut("about a whole programme; its organiser reads it there"),
    ProposedPair: {
        "code": BOOKKEEPING,
        "run": Exported(f"{PROGRAMMES}.proposals.run__programme__code", by="run__programme__code"),
        "mentor": PAIR,
        "mentee": PAIR,
        **same(f"{PROGRAMMES}.proposals", "band", "expires_at"),
        "mentor_says": Exported(f"{PROGRAMMES}.proposals.says"),
        "mentee_says": Exported(f"{PROGRAMMES}.proposals.says"),
        "lapsed_at": BOOKKEEPING,
        "mentorship": LeftOut("the mentorship stands in its own list"),
    },
    Report: {
        "code": BOOKKEEPING,
        "reporter": OWNER,
        "reported": LeftOut("the other one, whom the person may have to be kept safe from"),
        **same(f"{MENTORING}.reports", "category", "evidence", "words", "created_at"),
        "state": LeftOut("the moderators decide; they don't tell either side"),
        "decided_at": LeftOut("the moderators decide; they don't tell either side"),
        "decided_by": LeftOut("the moderators decide; they don't tell either side"),
    },
    ResultShare: {
        "code": BOOKKEEPING,
        "mentorship": Exported(f"{MENTORSHIPS}.shown_results", is_link=True),
        "assessment": Exported(
            f"{MENTORSHIPS}.shown_results.assessment__code", by="assessment__code"
        ),
        "shared_at": Exported(f"{MENTORSHIPS}.shown_results.shared_at"),
    },
    ResultRead: {
        "owner": OWNER,
        "reader": Exported(f"{MENTORING}.result_reads.reader", is_link=True),
        "assessment": Exported(f"{MENTORING}.result_reads.result", by="assessment__code"),
        "read_at": Exported(f"{MENTORING}.result_reads.read_at"),
    },
}
