"""Reminders by mail and the address of a calendar, if a person asks for them."""

import assessments.models.reminders
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0007_measurement_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("months", models.PositiveSmallIntegerField(null=True)),
                ("next_on", models.DateField(db_index=True, null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                (
                    "stop_token",
                    models.CharField(
                        default=assessments.models.reminders.new_token, max_length=43, unique=True
                    ),
                ),
                ("calendar_token", models.CharField(max_length=43, null=True, unique=True)),
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
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__isnull", True), ("months__in", (1, 3, 6, 12)), _connector="OR"
                        ),
                        name="a_reminder_has_a_known_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("months__isnull", True), ("next_on__isnull", True)),
                            models.Q(("months__isnull", False), ("next_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_reminder_has_a_next_day",
                    ),
                ],
            },
        ),
    ]
