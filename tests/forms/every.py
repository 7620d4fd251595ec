"""Every form of the site, and the page that shows it."""

from collections.abc import Callable

from django import forms

from assessments.forms import (
    brief,
    check_in,
    direction,
    history,
    look_back,
    plan,
    reflections,
    sharing,
    taking,
    unclear,
)
from assessments.teams.forms import (
    answer_weeks,
    commitments,
    focus,
    invitations,
    managers,
    roster,
    teaching,
    teams,
    ties,
)
from mentors.forms import (
    aspirations,
    closing,
    feedback,
    meetings,
    mentorships,
    profiles,
    programmes,
    pulse,
    reports,
    requests,
    results,
    search,
)
from setframework.accounts.forms import account, data, entrance, reminders, tokens, two_factor
from setframework.forms import DisplayForm
from setframework.people.models import User
from setframework.web.forms.editing import EditForm, StaffEditForm
from tests.forms import making, making_mentors, making_teams

Kind = type[forms.BaseForm]
# Makes what its person has stored, and gives the address of the page.
Page = Callable[[User], str]

# Forms about something that is there.
EDITING: dict[Kind, Page] = {
    taking.AnswerForm: making.question,
    check_in.CheckInForm: making.check_in_page,
    look_back.LookBackForm: making.look_back_page,
    reflections.ReflectionForm: making.reflections_page,
    brief.BriefForm: making.brief_page,
    direction.WholeDirectionForm: making.direction_page,
    direction.TechnologyForm: making.technology_page,
    plan.GoalForm: making.goal_page,
    account.NameForm: making.account_page,
    account.DirectionForm: making.account_page,
    reminders.ReminderForm: making.account_page,
    data.MeasurementForm: making.data_page,
    profiles.ProfileForm: making_mentors.profile_page,
    profiles.ManagerForm: making_mentors.profile_page,
    meetings.MeetingForm: making_mentors.meeting_page,
    meetings.LogForm: making_mentors.meeting_page,
    pulse.PulseForm: making_mentors.pulse_page,
    feedback.FeedbackForm: making_mentors.feedback_page,
    programmes.JoinForm: making_mentors.programme_page,
    two_factor.EditWebAuthnForm: making.passkey_page,
    answer_weeks.AnswerWeeksForm: making_teams.settings_page,
    teams.RenameForm: making_teams.settings_page,
    teams.ParentForm: making_teams.settings_page,
    focus.FocusForm: making_teams.focus_page,
}
# The other forms: nothing is stored that an untouched one could take away, and why.
NEW, ONCE, SEEN = (
    "each save adds a row",
    "it takes a step that ends or begins something",
    "it is read and never stored",
)
MAKING: dict[Kind, tuple[Page, str]] = {
    taking.StartForm: (making.start_page, NEW),
    sharing.ShareBriefForm: (making.share_page, NEW),
    sharing.ShareResultForm: (making.share_page, NEW),
    unclear.UnclearForm: (making.unclear_page, NEW),
    tokens.TokenForm: (making.account_page, NEW),
    data.ImportForm: (making.data_page, NEW),
    mentorships.GoalForm: (making_mentors.mentorship_page, NEW),
    mentorships.NoteForm: (making_mentors.mentorship_page, NEW),
    results.ShareForm: (making_mentors.results_page, NEW),
    programmes.ProgrammeForm: (making_mentors.new_programme_page, NEW),
    requests.AskForm: (making_mentors.person_page, NEW),
    reports.ReportForm: (making_mentors.report_page, NEW),
    invitations.InviteForm: (making_teams.settings_page, NEW),
    teams.FoundForm: (lambda ada: "/teams/", NEW),
    commitments.CommitmentForm: (making_teams.commitments_page, NEW),
    teaching.OfferForm: (making_teams.teaching_page, NEW),
    data.DeletionForm: (making.data_page, ONCE),
    closing.PauseForm: (making_mentors.closing_page, ONCE),
    requests.WordsForm: (making_mentors.request_page, ONCE),
    invitations.JoinForm: (making_teams.join_page, ONCE),
    teams.HandOverForm: (making_teams.hand_over_page, ONCE),
    focus.ReviewForm: (making_teams.focus_page, ONCE),
    history.CompareForm: (making.compare_page, SEEN),
    search.SearchForm: (making_mentors.search_page, SEEN),
    DisplayForm: (lambda ada: "/display/", "a cookie keeps it"),
    two_factor.ActivateTOTPForm: (lambda ada: "/accounts/2fa/totp/activate/", ONCE),
    two_factor.AddWebAuthnForm: (lambda ada: "/accounts/2fa/webauthn/add/", NEW),
    entrance.AddEmailForm: (lambda ada: "/accounts/email/", NEW),
    entrance.ChangePasswordForm: (lambda ada: "/accounts/password/change/", ONCE),
    entrance.ReauthenticateForm: (lambda ada: "/accounts/reauthenticate/", SEEN),
}
# The same forms where they make something new, with other fields.
ADDING: list[tuple[Kind, Page]] = [
    (plan.GoalForm, making.add_goal_page),
    (direction.TechnologyForm, making.direction_page),
    (meetings.MeetingForm, making_mentors.new_meeting_page),
    (focus.FocusForm, making_teams.new_focus_page),
]
# Pages for who is not logged in.
OUTSIDE: dict[Kind, str] = {
    entrance.LoginForm: "/accounts/login/",
    entrance.SignupForm: "/accounts/signup/",
    entrance.ResetPasswordForm: "/accounts/password/reset/",
}
# Why no page that can simply be opened draws it.
BUTTON, ADMIN, BASE = (
    "a button holds all that is sent",
    "the admin draws it; see test_staff.py",
    "what others are made of",
)
WITHIN = "a step within the log-in; see tests/accounts/test_two_factor.py and test_password.py"
NOWHERE: dict[Kind, str] = {
    taking.KeepForm: BUTTON,
    reminders.CalendarForm: BUTTON,
    roster.RosterForm: BUTTON,
    commitments.SettleForm: BUTTON,
    ties.TieForm: BUTTON,
    managers.TakeOverForm: BUTTON,
    teams.TeamForm: ADMIN,
    programmes.CorrectionForm: ADMIN,
    aspirations.AspirationForm: ADMIN,
    account.UserForm: ADMIN,
    EditForm: BASE,
    StaffEditForm: BASE,
    entrance.ResetPasswordKeyForm: WITHIN,
    two_factor.AuthenticateForm: WITHIN,
    two_factor.ReauthenticateForm: WITHIN,
    two_factor.AuthenticateWebAuthnForm: WITHIN,
    two_factor.LoginWebAuthnForm: WITHIN,
    two_factor.ReauthenticateWebAuthnForm: WITHIN,
    entrance.SetPasswordForm: "everybody has a password",
}


def name_of(value: object) -> str:
    """How pytest names a case."""
    if isinstance(value, type):
        return f"{value.__module__.rpartition('.')[2]}-{value.__name__}"
    return getattr(value, "__name__", "")
