"""What follows when Django and allauth do something with an account: lines of the log, and ends."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from setframework.accounts.services.closing import end_access, shut_others_out
from setframework.people.models import User
from setframework.web.addresses import canonical_or_same
from setframework.web.middleware import sessions
from setframework.web.security_log import record

# A role that a field of the account gives.
ROLES = {"is_staff": "staff", "is_superuser": "administrator"}
ACTS = {ADDITION: "add", CHANGE: "change", DELETION: "delete"}


@receiver(auth.user_logged_in)
def logged_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    sessions.begin(request.session)
    methods = request.session.get("account_authentication_methods") or [{}]
    record("login", person=user, method=methods[-1].get("method"))


@receiver(auth.user_login_failed)
def login_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Whether the address is known shows in the log only: the query is the same for all."""
    email = canonical_or_same(str(credentials.get("email") or "")).lower()
    person = User.objects.filter(email=email).only("code").first()
    record("login.failed", person=person, result="refused", method="password")


@receiver(auth.user_logged_out)
def logged_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record("logout", person=user)


@receiver(account.user_signed_up)
def signed_up(user: User, **kwargs: Any) -> None:
    record("signup", person=user)


@receiver(account.authentication_step_completed)
def reauthenticated(user: User, method: str, **kwargs: Any) -> None:
    if kwargs.get("reauthenticated"):
        record("reauthentication", person=user, method=method)


@receiver([account.password_changed, account.password_set])
def password_changed(user: User, **kwargs: Any) -> None:
    record("password.changed", person=user)


@receiver(account.password_reset)
def password_reset(user: User, **kwargs: Any) -> None:
    record("password.reset", person=user)


@receiver(account.email_added)
def address_added(user: User, **kwargs: Any) -> None:
    record("address.added", person=user)


@receiver(account.email_confirmed)
def address_confirmed(email_address: Any, **kwargs: Any) -> None:
    record("address.confirmed", person=email_address.user)


@receiver(account.email_changed)
def address_changed(user: User, **kwargs: Any) -> None:
    record("address.changed", person=user)


@receiver(account.email_removed)
def address_removed(user: User, **kwargs: Any) -> None:
    record("address.removed", person=user)


@receiver(mfa.authenticator_added)
def factor_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record("factor.added", person=user, factor=authenticator.type)


@receiver(mfa.authenticator_removed)
def factor_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record("factor.removed", person=user, factor=authenticator.type)


@receiver(mfa.authenticator_reset)
def factor_renewed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    record("factor.renewed", person=user, factor=authenticator.type)


@receiver(mfa.authentication_failed)
def factor_failed(user: User, authenticator: Authenticator | None, **kwargs: Any) -> None:
    factor = authenticator.type if authenticator else None
    record("factor.failed", person=user, result="refused", factor=factor)


@receiver(pre_save, sender=User)
def roles_saved(instance: Any, update_fields: Any, **kwargs: Any) -> None:
    """Compares with the stored row: whoever saves it, admin or shell, the log has it."""
    instance.was_active = instance.is_active
    watched = {*ROLES, "is_active"}
    if update_fields is not None and not watched & set(update_fields):
        return
    old = User.objects.filter(pk=instance.pk).only(*watched).first() if instance.pk else None
    if old is not None:
        instance.was_active = old.is_active
    for field, role in ROLES.items():
        is_now, was = getattr(instance, field), old is not None and getattr(old, field)
        if is_now != was:
            record("role.given" if is_now else "role.taken", person=instance, role=role)


@receiver(post_save, sender=User)
def account_closed(instance: Any, **kwargs: Any) -> None:
    """Whoever closes an account, and by whatever door, all that it opens ends."""
    if instance.is_active == instance.was_active:
        return
    record("account.reopened" if instance.is_active else "account.closed", person=instance)
    end_access(person=instance, at=timezone.now())


@receiver(post_save, sender=User)
def password_saved(instance: Any, created: bool, **kwargs: Any) -> None:
    """A new password by whatever door: page, mail, admin or command. A new hash of it is none.

    Django keeps the text of a new password for as long as it is being saved.
    """
    if not created and instance._password is not None:
        shut_others_out(person=instance)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def groups_changed(instance: Any, action: str, pk_set: set[int] | None, **kwargs: Any) -> None:
    """A group or a permission was given or taken, by the person's row or the group's."""
    verb = {"post_add": "role.given", "post_remove": "role.taken", "post_clear": "role.taken"}
    if action not in verb:
        return
    kind = "group" if kwargs["model"] in {Group, User} else "permission"
    if isinstance(instance, User):
        for pk in pk_set or [None]:
            record(verb[action], person=instance, role=kind, scope=pk)
        return
    for person in User.objects.filter(pk__in=pk_set or ()):
        record(verb[action], person=person, role=kind, scope=instance.pk)


@receiver(post_save, sender=LogEntry)
def staff_acted(instance: LogEntry, **kwargs: Any) -> None:
    kind: Any = instance.content_type
    person = None
    if kind is not None and kind.model_class() is User:
        person = User.objects.filter(pk=instance.object_id).only("code").first()
    record(
        "staff.act",
        person=person,
        act=ACTS[instance.action_flag],
        model=kind.model if kind is not None else None,
        row=instance.object_id,
    )
