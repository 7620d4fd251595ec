"""What a person's export has of the account, also in tables of Django and of libraries."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from setframework.people.models import Token, User
from setframework.web.declared import Declarations, Exported, LeftOut, same
from setframework.web.mail.models import Letter

OWNER = LeftOut("the whole document is this person's")
SECRET = LeftOut("a secret: who has it could act in the person's place")
BOOKKEEPING = LeftOut("for the work of this site: it says nothing about the person")
ROLE = LeftOut("a right that the operator gave, and sees in the admin")

DATA: Declarations = {
    User: {
        **same("person", "code", "email", "name"),
        "password": SECRET,
        "joined_at": Exported("account.joined_at"),
        "last_login": Exported("account.last_login_at"),
        "is_staff": ROLE,
        "is_superuser": ROLE,
        "groups": ROLE,
        "user_permissions": ROLE,
        "is_active": LeftOut("who exports has an account that is open"),
        "closed_at": LeftOut("who exports has an account that is open"),
    },
    Token: {
        **same("account.tokens", "name", "scopes", "created", "expiry"),
        "code": BOOKKEEPING,
        "user": OWNER,
        "digest": SECRET,
        "token_key": SECRET,
    },
    Letter: LeftOut("a letter on its way; once it is sent, only the person has it"),
    EmailAddress: {
        **same("account.addresses", "email", "verified"),
        "user": OWNER,
        "primary": LeftOut("the one at the top of the document"),
    },
    EmailConfirmation: LeftOut("a key that was mailed to the person"),
    Authenticator: {
        **same("account.second_steps", "type", "created_at", "last_used_at"),
        "user": OWNER,
        "data": SECRET,
    },
    UserSession: {
        **same("account.sessions", "ip", "user_agent", "created_at"),
        "user": OWNER,
        "last_seen_at": BOOKKEEPING,
        "session_key": SECRET,
        "data": BOOKKEEPING,
    },
    Session: LeftOut("a secret of each browser, with what the site has to know in it"),
    DBTaskResult: LeftOut("a job, which names nobody but by a code"),
    LogEntry: LeftOut("what somebody of the staff did, which is about the site"),
}
