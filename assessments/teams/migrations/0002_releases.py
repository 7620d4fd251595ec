"""Half-years, releases and their tokens."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0001_teams"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closes_at", models.DateTimeField(unique=True)),
            ],
            options={
                "verbose_name": "release window",
                "verbose_name_plural": "release windows",
            },
        ),
        migrations.CreateModel(
            name="TrendRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("questionnaire", models.SlugField(db_index=False, max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("pillars", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[("published", "published"), ("held", "held")], max_length=10
                    ),
                ),
                ("size_band", models.CharField(blank=True, max_length=10)),
                ("values", models.JSONField(default=dict)),
                ("parameters", models.PositiveSmallIntegerField()),
                ("previous_hash", models.CharField(blank=True, max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="teams.releasewindow",
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "verbose_name_plural": "releases",
            },
        ),
        migrations.CreateModel(
            name="ReleaseToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_token", models.CharField(db_index=True, max_length=64)),
                ("assessment_token", models.CharField(max_length=64)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="teams.trendrelease",
                    ),
                ),
            ],
            options={
                "verbose_name": "release token",
                "verbose_name_plural": "release tokens",
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="trendrelease",
            constraint=models.UniqueConstraint(
                fields=("team", "window"), name="one_release_a_window"
            ),
        ),
        migrations.AddConstraint(
            model_name="trendrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("size_band__in", ["5-7", "8-12", "13+"]), ("status", "published")),
                    models.Q(("size_band", ""), ("status", "held")),
                    _connector="OR",
                ),
                name="a_published_release_has_a_size_band",
            ),
        ),
        migrations.AddConstraint(
            model_name="trendrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(("previous_hash", models.F("hash")), _negated=True),
                name="follows_another_release",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasetoken",
            constraint=models.UniqueConstraint(
                fields=("release", "person_token"), name="a_person_once_a_release"
            ),
        ),
        migrations.AddConstraint(
            model_name="releasetoken",
            constraint=models.UniqueConstraint(
                fields=("release", "assessment_token"), name="an_assessment_once_a_release"
            ),
        ),
    ]
