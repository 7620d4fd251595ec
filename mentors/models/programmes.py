"""Programmes: cohorts that are matched at once, and the people who join."""

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentors.models.profiles import MAX_PLACES


class Programme(models.Model):
    """People sign up from `opens_at` until before `closes_at`. Then the organiser finds pairs.

    Mentees of `levels` may join, or of every level if it is empty; mentors of every level. `most`
    is how many people may join in all. `open_to` is everybody here, or the organiser and the
    people that the organiser manages at that time, directly or from above.
    """

    class OpenTo(models.TextChoices):
        TEAMS = "teams", _("the people in the organiser's teams, and below them")
        EVERYBODY = "everybody", _("everybody here")

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organiser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("organiser"),
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.CharField(_("what it is about"), max_length=1000, blank=True)
    levels = models.JSONField(default=list)
    most = models.PositiveIntegerField(null=True)
    open_to = models.CharField(
        _("who may join"), max_length=10, choices=OpenTo.choices, default=OpenTo.EVERYBODY
    )
    opens_at = models.DateTimeField(_("sign-up begins"))
    closes_at = models.DateTimeField(_("sign-up is over"))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_programme_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__gte=2), name="a_programme_has_room_for_two"
            ),
            models.CheckConstraint(
                condition=Q(open_to__in=["teams", "everybody"]),
                name="a_programme_says_who_may_join",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        return (self.closes_at - timedelta(microseconds=1)).date()

    def is_open_at(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def is_over_at(self, at: datetime) -> bool:
        return self.closes_at <= at


class Participant(models.Model):
    """Somebody who joined to find a mentor, to take `places` mentees, or both."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_mentee = models.BooleanField()
    places = models.PositiveSmallIntegerField(default=0)
    joined_at = models.DateTimeField()
    # Number of the last run that a letter told them of; set together with the letter.
    told_of = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="everybody_joins_once"),
            models.CheckConstraint(
                condition=Q(is_mentee=True) | Q(places__gt=0), name="who_joins_asks_or_offers"
            ),
            models.CheckConstraint(
                condition=Q(places__lte=MAX_PLACES), name="at_most_twenty_places_here"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
