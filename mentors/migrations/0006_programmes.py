"""Programmes: who joins, the runs, and the pairs that they propose."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentors", "0005_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("text", models.CharField(blank=True, max_length=1000)),
                ("levels", models.JSONField(default=list)),
                ("most", models.PositiveIntegerField(null=True)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                (
                    "organiser",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_mentee", models.BooleanField()),
                ("places", models.PositiveSmallIntegerField(default=0)),
                ("joined_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentors.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
            },
        ),
        migrations.CreateModel(
            name="ProgrammeRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting for a worker"),
                            ("running", "running"),
                            ("done", "done"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("receipt", models.JSONField(default=dict)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentors.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "run of a programme",
                "verbose_name_plural": "runs of a programme",
            },
        ),
        migrations.CreateModel(
            name="ProposedPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("strong", "strong match"),
                            ("good", "good match"),
                            ("possible", "possible match"),
                        ],
                        max_length=8,
                    ),
                ),
                ("mentor_says", models.BooleanField(null=True)),
                ("mentee_says", models.BooleanField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("lapsed_at", models.DateTimeField(null=True)),
                (
                    "mentee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentorship",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="mentors.mentorship",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="mentors.programmerun",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed pair",
                "verbose_name_plural": "proposed pairs",
            },
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="a_programme_closes_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("most__isnull", True), ("most__gte", 2), _connector="OR"),
                name="a_programme_has_room_for_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("programme", "person"), name="everybody_joins_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_mentee", True), ("places__gt", 0), _connector="OR"),
                name="who_joins_asks_or_offers",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__lte", 20)), name="at_most_twenty_places_here"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.UniqueConstraint(
                fields=("programme", "number"), name="runs_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=("programme",),
                name="one_unfinished_run_a_programme",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "running", "done"])),
                name="a_run_has_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__lte", 100)), name="a_run_is_done_at_a_hundred"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "running"), _negated=True),
                    models.Q(("claim__isnull", False), ("claimed_at__isnull", False)),
                    _connector="OR",
                ),
                name="who_runs_has_a_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), ("state", "done"), _connector="OR"
                ),
                name="only_a_finished_run_is_published",
            ),
        ),
        migrations.AddIndex(
            model_name="proposedpair",
            index=models.Index(
                condition=models.Q(("lapsed_at__isnull", True), ("mentorship__isnull", True)),
                fields=["expires_at"],
                name="proposals_that_expire",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.UniqueConstraint(
                fields=("run", "mentee"), name="one_proposal_a_mentee_and_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("mentor", models.F("mentee")), _negated=True),
                name="nobody_is_proposed_to_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("band__in", ["strong", "good", "possible"])),
                name="a_proposal_has_a_band",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mentorship__isnull", True),
                    models.Q(
                        ("mentee_says", True),
                        ("mentee_says__isnull", False),
                        ("mentor_says", True),
                        ("mentor_says__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_pair_begins_when_both_agree",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedpair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at__isnull", False),
                    models.Q(("mentee_says__isnull", True), ("mentor_says__isnull", True)),
                    _connector="OR",
                ),
                name="nobody_answers_before_publication",
            ),
        ),
    ]
