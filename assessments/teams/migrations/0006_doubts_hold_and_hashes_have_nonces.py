"""Doubts hold a half-year and lapse; the hash of a release covers a secret; no more size bands.

An earlier doubt is for the first close 30 days or more after it was said: most have lapsed. The
releases of the first version keep their size band, which their hash covers and no page shows.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

MONTH = timedelta(days=30)


def say_when_doubts_lapse(apps, schema_editor):
    doubts = apps.get_model("teams", "Doubt").objects
    for doubt in doubts.order_by("pk"):
        doubt.closes_at = _first_closing(doubt.doubted_at + MONTH)
        doubt.save(update_fields=["closes_at"])


def forget_what_ended(apps, schema_editor):
    for model in ("Doubt", "Vouch"):
        apps.get_model("teams", model).objects.exclude(ended_at=None).delete()


def _first_closing(at):
    closings = [
        datetime(year, month, 1, tzinfo=UTC) for year in (at.year, at.year + 1) for month in (1, 7)
    ]
    return min(each for each in closings if each >= at)


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0005_half_years_and_answer_weeks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="doubt", name="one_doubt_a_member"),
        migrations.RemoveConstraint(model_name="vouch", name="one_vouch_a_member"),
        migrations.AddField(
            model_name="doubt",
            name="closes_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="doubt", name="ended_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="vouch", name="ended_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(say_when_doubts_lapse, forget_what_ended),
        migrations.AlterField(model_name="doubt", name="closes_at", field=models.DateTimeField()),
        migrations.AlterField(
            model_name="vouch",
            name="team",
            field=models.ForeignKey(on_delete=models.CASCADE, related_name="+", to="teams.team"),
        ),
        migrations.AddConstraint(
            model_name="doubt",
            constraint=models.UniqueConstraint(
                fields=("team", "person", "by", "closes_at"), name="one_doubt_a_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="doubt",
            constraint=models.CheckConstraint(
                condition=Q(closes_at__gt=F("doubted_at")), name="a_doubt_is_before_its_close"
            ),
        ),
        migrations.AddConstraint(
            model_name="vouch",
            constraint=models.UniqueConstraint(
                condition=Q(ended_at__isnull=True),
                fields=("team", "person", "by"),
                name="one_vouch_a_member",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="trendrelease", name="a_published_release_has_a_size_band"
        ),
        migrations.AddField(
            model_name="trendrelease",
            name="key_fingerprint",
            field=models.CharField(blank=True, default="", max_length=16),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="trendrelease",
            name="nonce",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="trendrelease",
            constraint=models.CheckConstraint(
                condition=Q(status="held", size_band="")
                | Q(status="published", parameters=1, size_band__in=["5-7", "8-12", "13+"])
                | Q(status="published", parameters__gt=1, size_band=""),
                name="only_the_first_releases_have_a_size_band",
            ),
        ),
        migrations.AddConstraint(
            model_name="trendrelease",
            constraint=models.CheckConstraint(
                condition=Q(parameters=1, nonce="", key_fingerprint="")
                | (Q(parameters__gt=1) & ~Q(nonce="") & ~Q(key_fingerprint="")),
                name="later_releases_have_a_nonce",
            ),
        ),
    ]
