"""Links by which one person can join a team."""

import hashlib
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.membership import Membership
from assessments.teams.models.teams import Team


class Invitation(models.Model):
    """A link into a team, good for one person. Only a hash of its secret is kept.

    The e-mail address is erased when somebody joins by the link.
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
