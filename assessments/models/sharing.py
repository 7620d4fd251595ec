"""Links that show a result or brief to others, and the openings of these links."""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.taking import Assessment


class ShareLink(models.Model):
    """A secret address that shows what its owner picked, until it expires or is revoked.

    `picks` of a brief are a copy of Brief.picks: a later change of the brief does not change the
    link. In `picks` of a result `scales`, `strengths` and `focus` are keys, `has_notes`,
    `has_level` and `has_name` are true or false.
    """

    class Kind(models.TextChoices):
        RESULT = "result", _("result")
        BRIEF = "brief", _("brief")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    picks = models.JSONField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["result", "brief"]), name="a_share_link_has_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="a_share_link_expires"
            ),
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def lasts(self) -> timedelta:
        return self.expires_at - self.created_at

    @property
    def token(self) -> str:
        """The secret in the address: made from code and secret key of this site, never stored."""
        return _signer().sign(urlsafe_b64encode(self.code.bytes).decode().rstrip("="))

    @staticmethod
    def code_in(token: str) -> uuid.UUID | None:
        """The code of the link with this token; None for a token that this site never made."""
        try:
            text = _signer().unsign(token)
        except signing.BadSignature:
            return None
        return uuid.UUID(bytes=urlsafe_b64decode(f"{text}=="))


class ShareVisit(models.Model):
    """An opening of a link by somebody other than the owner. Nobody is named."""

    link = models.ForeignKey(
        ShareLink, on_delete=models.CASCADE, related_name="visits", db_index=False
    )
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of a share link")
        verbose_name_plural = _("openings of share links")
        indexes = [models.Index(fields=["link", "opened_at"], name="openings_of_a_link")]

    def __str__(self) -> str:
        return str(self.opened_at)


def _signer() -> signing.Signer:
    """Signs with SECRET_KEY; what one of SECRET_KEY_FALLBACKS signed is good as well."""
    return signing.Signer(salt="assessments.share", sep=".")
