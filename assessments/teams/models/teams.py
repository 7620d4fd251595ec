"""Teams, who is in them, and how one gets in."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.disclosure import WEEKS_BEFORE


class Team(models.Model):
    """People under a manager; teams form a tree. A team is dissolved, never deleted.

    Without a manager (the account was deleted) it goes on, until staff name another.
    `window_weeks` says when in each half-year everybody in it is reminded to look again: how many
    weeks before it closes; empty where the team agreed on no such two weeks.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("manager"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("part of"),
    )
    created_at = models.DateTimeField(_("founded"))
    dissolved_at = models.DateTimeField(_("dissolved"), null=True)
    window_weeks = models.PositiveSmallIntegerField(
        _("two weeks to look again, so many weeks before the close"), null=True
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="a_team_is_not_part_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(dissolved_at__isnull=True) | Q(dissolved_at__gte=F("created_at")),
                name="dissolved_after_founded",
            ),
            models.CheckConstraint(
                condition=Q(window_weeks__isnull=True) | Q(window_weeks__in=WEEKS_BEFORE),
                name="a_team_window_begins_when_it_may",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in their home team: from when to when, and their consent to be counted.

    The consent is in force while `withdrawn_at` is empty; giving it again dates it anew.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    consent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(left_at__isnull=True), name="one_home_team_a_person"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
                name="left_after_joined",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("consent_at")),
                name="withdrawn_after_consent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def has_consented(self) -> bool:
        return self.consent_at is not None and self.withdrawn_at is None


class Invitation(models.Model):
    """A link into a team, good for one person. Only a hash of its secret is kept.

    The address is erased when somebody joins by it.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(max_length=254, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=True) | Q(email=""),
                name="a_used_invitation_has_no_address",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @staticmethod
    def hash_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()


class Doubt(models.Model):
    """A member said of another: "I don't know this person".

    It is about the person in this team, so neither leaving and coming back nor the departure of
    whoever said it takes it away.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    doubted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        constraints = [
            models.UniqueConstraint(fields=["team", "person", "by"], name="one_doubt_a_member"),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | ~Q(person=F("by")), name="doubts_another"
            ),
        ]

    def __str__(self) -> str:
        return str(self.doubted_at)


class Vouch(models.Model):
    """A member said of a doubted one that they know them."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    vouched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("vouch")
        verbose_name_plural = _("vouches")
        constraints = [
            models.UniqueConstraint(fields=["team", "person", "by"], name="one_vouch_a_member"),
            models.CheckConstraint(condition=~Q(person=F("by")), name="vouches_for_another"),
        ]

    def __str__(self) -> str:
        return str(self.vouched_at)
