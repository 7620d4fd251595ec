"""What people type about teams, and what they are told where a step is refused."""

from assessments.teams.forms.joining import JoinForm
from assessments.teams.forms.names import FoundForm, RenameForm
from assessments.teams.forms.refusals import REFUSED, say
from assessments.teams.forms.roster import RosterForm
from assessments.teams.forms.settings import HandOverForm, InviteForm, ParentForm, WindowForm
from assessments.teams.forms.staff import TeamForm

__all__ = [
    "REFUSED",
    "FoundForm",
    "HandOverForm",
    "InviteForm",
    "JoinForm",
    "ParentForm",
    "RenameForm",
    "RosterForm",
    "TeamForm",
    "WindowForm",
    "say",
]
