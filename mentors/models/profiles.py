"""Profiles: what people offer and want."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MAX_PLACES = 20
DEFAULT_LANGUAGE = settings.LANGUAGE_CODE.partition("-")[0]


def default_languages() -> list[str]:
    return [DEFAULT_LANGUAGE]


class MentorProfile(models.Model):
    """The offers and wants of a person. Others find them only if the profile is listed.

    `goals` are aspirations: [{"goal": key, "priority": 1..3}]. `offers`, `wants` and `hidden` are
    item keys; hidden items are matched on but never shown. `hours` are slots such as "mon-18" in
    the person's own time zone.

    A place is room for one pairing that starts with somebody asking this person, as mentor, as
    peer, or as the one earlier in career who teaches. `capacity` is how many places there are,
    `active` how many are taken. The person who asks uses no place of their own. Take a place by a
    conditional UPDATE (active < capacity) and count its rows.

    Every change of a row gives it the next `revision` in the same transaction
    (services.revision.next_revision). By it, searches know which rows to read again.
    """

    class Cadence(models.TextChoices):
        WEEKLY = "weekly", _("every week")
        FORTNIGHTLY = "fortnightly", _("every two weeks")
        MONTHLY = "monthly", _("every month")

    class Agenda(models.TextChoices):
        STRUCTURED = "structured", _("a structured agenda")
        OPEN = "open", _("an open talk")

    class Preference(models.TextChoices):
        ANY = "any", _("no preference")
        SAME = "same", _("a background similar to mine")
        DIFFERENT = "different", _("a background different from mine")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    name = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=160, blank=True)
    level = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=80, blank=True)
    background = models.JSONField(default=list)
    goals = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    wants = models.JSONField(default=list)
    hidden = models.JSONField(default=list)
    languages = models.JSONField(default=default_languages)
    time_zone = models.CharField(max_length=60, default="UTC")
    hours = models.JSONField(default=list)
    async_ok = models.BooleanField(default=False)
    cadence = models.CharField(max_length=12, choices=Cadence.choices, default=Cadence.FORTNIGHTLY)
    agenda = models.CharField(max_length=12, choices=Agenda.choices, default=Agenda.STRUCTURED)
    background_preference = models.CharField(
        max_length=12, choices=Preference.choices, default=Preference.ANY
    )
    capacity = models.PositiveSmallIntegerField(default=1)
    active = models.PositiveSmallIntegerField(default=0, editable=False)
    is_open = models.BooleanField(default=True)
    paused_until = models.DateField(null=True)
    is_listed = models.BooleanField(default=False)
    is_adult = models.BooleanField(default=False)
    # When a moderator took the profile off the list. Only a moderator lifts that.
    taken_off_at = models.DateTimeField(_("taken off the list"), null=True)
    # Lower case. Kept even if nobody has this address: the answer must not reveal that.
    manager_email = models.EmailField(max_length=254, blank=True, db_index=True)
    revision = models.BigIntegerField(db_index=True)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mentor profile")
        verbose_name_plural = _("mentor profiles")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__lte=MAX_PLACES), name="at_most_twenty_places"
            ),
            models.CheckConstraint(
                condition=Q(active__lte=F("capacity")), name="no_more_pairings_than_places"
            ),
            models.CheckConstraint(
                condition=Q(is_listed=False) | Q(is_adult=True), name="only_adults_are_listed"
            ),
            models.CheckConstraint(
                condition=Q(is_listed=False) | Q(taken_off_at__isnull=True),
                name="who_is_taken_off_is_not_listed",
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=["weekly", "fortnightly", "monthly"]),
                name="a_profile_has_a_cadence",
            ),
            models.CheckConstraint(
                condition=Q(agenda__in=["structured", "open"]), name="a_profile_has_an_agenda"
            ),
            models.CheckConstraint(
                condition=Q(background_preference__in=["any", "same", "different"]),
                name="a_profile_has_a_preference",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Revision(models.Model):
    """One row that counts all changes of profiles and aspirations.

    Its lock is held until the change is committed, so numbers become visible in order. A counter
    that is created again has another `epoch`.
    """

    epoch = models.UUIDField(default=uuid.uuid4)
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_revision_counter")]

    def __str__(self) -> str:
        return str(self.number)
