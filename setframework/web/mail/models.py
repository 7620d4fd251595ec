"""The queue of letters: what the site has written and the worker has not sent yet."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One mail to one address. Its text and its address are erased once it is sent."""

    code = models.UUIDField(_("code"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("letter"), max_length=60, blank=True)
    # The code of whoever took the step that it tells of; the letter may name them.
    by = models.UUIDField(_("caused by"), null=True)
    sender = models.CharField(_("from"), max_length=320)
    receiver = models.CharField(_("to"), max_length=320, blank=True)
    # As it goes over the wire. It may hold a secret link. Empty once sent or given up.
    content = models.BinaryField(_("text"))
    created_at = models.DateTimeField(_("written"))
    # When a worker may take it. A worker that takes it moves this on, so that no other one does.
    # None once the letter is sent or given up.
    next_try_at = models.DateTimeField(_("next try"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # What the last try met: the name of an error and a number, never an address.
    error = models.CharField(_("last error"), max_length=80, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(_("given up"), null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None, failed_at=None, next_try_at__isnull=False)
                | models.Q(
                    sent_at__isnull=False, failed_at=None, next_try_at=None, receiver="", by=None
                )
                | models.Q(sent_at=None, failed_at__isnull=False, next_try_at=None),
                name="a_letter_waits_or_is_sent_or_given_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(next_try_at__isnull=False),
                name="letters_that_wait",
            ),
            models.Index(fields=["receiver"], name="letters_to_an_address"),
        ]

    def __str__(self) -> str:
        return str(self.code)
