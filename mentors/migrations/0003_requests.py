"""Requests, and what became of them."""

import django.db.models.deletion
import django.db.models.functions.comparison
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mentors", "0002_first_goals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MentorshipRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mentor", "mentor"),
                            ("reverse", "mentor earlier in career"),
                            ("peer", "peer"),
                        ],
                        max_length=8,
                    ),
                ),
                ("goal", models.CharField(blank=True, max_length=60)),
                ("message", models.CharField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "waiting for an answer"),
                            ("more_info", "a question was asked"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                            ("expired", "expired"),
                            ("superseded", "no longer needed"),
                            ("cancelled", "cancelled"),
                            ("blocked", "blocked"),
                        ],
                        default="pending",
                        max_length=12,
                    ),
                ),
                ("question", models.CharField(blank=True, max_length=1000)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                (
                    "receiver",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mentorship request",
                "verbose_name_plural": "mentorship requests",
                "indexes": [
                    models.Index(fields=["sender", "created_at"], name="requests_sent"),
                    models.Index(fields=["receiver", "created_at"], name="requests_received"),
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["expires_at"],
                        name="requests_that_expire",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("sender", "receiver"),
                        django.db.models.functions.comparison.Greatest("sender", "receiver"),
                        condition=models.Q(("state__in", ["pending", "more_info"])),
                        name="one_open_request_a_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender", models.F("receiver")), _negated=True),
                        name="nobody_asks_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mentor", "reverse", "peer"])),
                        name="a_request_has_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "more_info"), _negated=True),
                            ("asked_at__isnull", False),
                            _connector="OR",
                        ),
                        name="more_info_was_asked_for",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="mentorshiprequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "pending",
                            "more_info",
                            "accepted",
                            "declined",
                            "withdrawn",
                            "expired",
                            "superseded",
                            "cancelled",
                            "blocked",
                        ],
                    )
                ),
                name="a_request_has_a_state",
            ),
        ),
    ]
