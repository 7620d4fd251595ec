"""Releases about teams: written once, linked in a hash chain, never changed.

Nothing here has a foreign key to a person or to an assessment.
"""

from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.teams.models.teams import Team


class AppendOnly(Exception):
    """An attempt to change or delete a release."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows can be added and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class AppendOnlyModel(models.Model):
    """A row can be created. After that it can't be saved again or deleted."""

    objects: ClassVar[models.Manager[Self]] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class HalfYear(models.Model):
    """A half-year. It covers everything that the server received before `closes_at`.

    `is_rolled_up` once the teams that are part of others were put together, or never will be.
    """

    closes_at = models.DateTimeField(unique=True)
    is_rolled_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("release window")
        verbose_name_plural = _("release windows")

    def __str__(self) -> str:
        return f"{self.closes_at:%Y-%m-%d}"


class TrendRelease(AppendOnlyModel):
    """One number for each pillar of a team in a half-year, or the fact that there is none.

    Pages need parts of the questionnaire, so these are copied: `pillars` is a list of [key, name].
    `values` maps pillar keys to multiples of 5; it is empty where the release is held. Every
    release of the organisation names the hash of the release before it, whatever its team.

    `nonce` is in the hash and shown nowhere, so that nobody can try guesses against the hash.
    `key_fingerprint` tells which RELEASE_TOKEN_KEY its tokens are made with. Releases of the first
    `parameters` have neither; theirs is a `size_band`, which their hash covers and no page shows.
    """

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        HELD = "held", _("held")

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    half_year = models.ForeignKey(HalfYear, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.SlugField(max_length=60, db_index=False)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    pillars = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices)
    size_band = models.CharField(max_length=10, blank=True)
    values = models.JSONField(default=dict)
    parameters = models.PositiveSmallIntegerField()
    nonce = models.CharField(max_length=64, blank=True)
    key_fingerprint = models.CharField(max_length=16, blank=True)
    previous_hash = models.CharField(max_length=64, unique=True, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            # A half-year was a window once; databases still know the constraint by that name.
            models.UniqueConstraint(fields=["team", "half_year"], name="one_release_a_window"),
            models.CheckConstraint(
                condition=Q(status="held", size_band="")
                | Q(status="published", parameters=1, size_band__in=["5-7", "8-12", "13+"])
                | Q(status="published", parameters__gt=1, size_band=""),
                name="only_the_first_releases_have_a_size_band",
            ),
            models.CheckConstraint(
                condition=Q(parameters=1, nonce="", key_fingerprint="")
                | (Q(parameters__gt=1) & ~Q(nonce="") & ~Q(key_fingerprint="")),
                name="later_releases_have_a_nonce",
            ),
            models.CheckConstraint(
                condition=~Q(previous_hash=F("hash")), name="follows_another_release"
            ),
        ]

    def __str__(self) -> str:
        return self.hash[:12]

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED


class ReleaseToken(AppendOnlyModel):
    """One assessment of one person that went into a release, under names that lead nobody back.

    Both names are keyed hashes of random ids. Nobody can make them again once the account is
    deleted.
    """

    release = models.ForeignKey(TrendRelease, on_delete=models.PROTECT, related_name="+")
    person_token = models.CharField(max_length=64, db_index=True)
    assessment_token = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("release token")
        verbose_name_plural = _("release tokens")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["release", "person_token"], name="a_person_once_a_release"
            ),
            models.UniqueConstraint(
                fields=["release", "assessment_token"], name="an_assessment_once_a_release"
            ),
        ]

    def __str__(self) -> str:
        return self.person_token[:12]
