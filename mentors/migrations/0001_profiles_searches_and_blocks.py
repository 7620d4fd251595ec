"""What people offer and want, whom they block, and which searches wait."""

import django.db.models.deletion
import mentors.models.profiles
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MentoringGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True, verbose_name="key")),
                ("text", models.CharField(max_length=120, verbose_name="goal")),
                ("order", models.PositiveSmallIntegerField(default=1000, verbose_name="order")),
                (
                    "is_offered",
                    models.BooleanField(
                        default=True,
                        help_text="Whoever has chosen a goal before keeps it until they remove it.",
                        verbose_name="can be chosen",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentoring goal",
                "verbose_name_plural": "mentoring goals",
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("epoch", models.UUIDField(default=uuid.uuid4)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="one_revision_counter"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "blocked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "block",
                "verbose_name_plural": "blocks",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "blocked"), name="one_block_a_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("blocked")), _negated=True),
                        name="nobody_blocks_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80)),
                ("headline", models.CharField(blank=True, max_length=160)),
                ("level", models.CharField(blank=True, max_length=60)),
                ("role", models.CharField(blank=True, max_length=80)),
                ("background", models.JSONField(default=list)),
                ("goals", models.JSONField(default=list)),
                ("offers", models.JSONField(default=list)),
                ("wants", models.JSONField(default=list)),
                ("hidden", models.JSONField(default=list)),
                ("languages", models.JSONField(default=mentors.models.profiles.default_languages)),
                ("time_zone", models.CharField(default="UTC", max_length=60)),
                ("hours", models.JSONField(default=list)),
                ("async_ok", models.BooleanField(default=False)),
                (
                    "cadence",
                    models.CharField(
                        choices=[
                            ("weekly", "every week"),
                            ("fortnightly", "every two weeks"),
                            ("monthly", "every month"),
                        ],
                        default="fortnightly",
                        max_length=12,
                    ),
                ),
                (
                    "agenda",
                    models.CharField(
                        choices=[("structured", "a structured agenda"), ("open", "an open talk")],
                        default="structured",
                        max_length=12,
                    ),
                ),
                (
                    "background_preference",
                    models.CharField(
                        choices=[
                            ("any", "no preference"),
                            ("same", "a background like mine"),
                            ("different", "another background than mine"),
                        ],
                        default="any",
                        max_length=12,
                    ),
                ),
                ("capacity", models.PositiveSmallIntegerField(default=1)),
                ("active", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("is_open", models.BooleanField(default=True)),
                ("paused_until", models.DateField(null=True)),
                ("is_listed", models.BooleanField(default=False)),
                ("is_adult", models.BooleanField(default=False)),
                ("manager_email", models.EmailField(blank=True, db_index=True, max_length=254)),
                ("revision", models.BigIntegerField(db_index=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor profile",
                "verbose_name_plural": "mentor profiles",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__lte", 20)), name="at_most_twenty_places"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("active__lte", models.F("capacity"))),
                        name="no_more_pairings_than_places",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_listed", False), ("is_adult", True), _connector="OR"
                        ),
                        name="only_adults_are_listed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cadence__in", ["weekly", "fortnightly", "monthly"])),
                        name="a_profile_has_a_cadence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agenda__in", ["structured", "open"])),
                        name="a_profile_has_an_agenda",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("background_preference__in", ["any", "same", "different"])
                        ),
                        name="a_profile_has_a_preference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=8)),
                ("goal", models.CharField(blank=True, max_length=60)),
                ("item", models.CharField(blank=True, max_length=60)),
                ("background", models.CharField(blank=True, max_length=40)),
                ("language", models.CharField(blank=True, max_length=12)),
                ("hours", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "search that waits",
                "verbose_name_plural": "searches that wait",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("told_at__isnull", True)),
                        fields=(
                            "person",
                            "kind",
                            "goal",
                            "item",
                            "background",
                            "language",
                            "hours",
                        ),
                        name="one_waiting_search_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mentor", "reverse", "peer"])),
                        name="an_alert_has_a_kind",
                    ),
                ],
            },
        ),
    ]
