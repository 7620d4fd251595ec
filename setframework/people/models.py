"""People and their API tokens."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.password_validation import validate_password
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from setframework.web.addresses import canonical, canonical_or_same


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=canonical(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Also refuses a weak password: `createsuperuser --noinput` would not look at it."""
        if password is not None:
            validate_password(password, self.model(email=email, **fields))
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def lock(self, person: "User") -> None:
        """Until the transaction ends, two tabs or clicks of the same person wait for each other."""
        self.select_for_update(no_key=True).get(pk=person.pk)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=canonical_or_same(email or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in with an e-mail address; there is no user name."""

    code = models.UUIDField(_("code"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    is_active = models.BooleanField(
        _("may log in"),
        default=True,
        help_text=_(
            "Without this the person is shut out at once. It also ends, for good: every browser "
            "that is logged in, tokens, share links, the calendar address, reminders, "
            "invitations, password links and waiting e-mails."
        ),
    )
    # When everything that opens the account was last ended (accounts/services/closing.py).
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_email"),
        ]
        indexes = [
            # Few, and every search for a mentor leaves them out.
            models.Index(
                fields=["id"], condition=models.Q(is_active=False), name="accounts_that_are_shut"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def get_short_name(self) -> str:
        return self.name or self.email


class Token(AbstractAuthToken):
    """A named API token: only its hash is stored, and it always expires.

    It reads and writes what its person may. `scopes` lists what it may do beyond that.
    """

    class Scope(models.TextChoices):
        EXPORT = "export", _("may export all data")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    scopes = models.JSONField(_("scopes"), default=list)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expiry__isnull=False), name="a_token_expires"
            ),
            models.UniqueConstraint(fields=["user", "name"], name="one_token_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
