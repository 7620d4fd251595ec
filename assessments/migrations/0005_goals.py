"""Next steps that a person has taken on."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_reflections_and_look_backs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("questionnaire", models.SlugField(max_length=60)),
                ("item", models.CharField(blank=True, max_length=60)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("convert", "turn it into a strength"),
                            ("balance", "lean a strength on it"),
                            ("own", "a step of my own"),
                        ],
                        max_length=10,
                    ),
                ),
                ("action", models.CharField(blank=True, max_length=60)),
                ("text", models.CharField(max_length=500)),
                ("expects", models.CharField(blank=True, max_length=60)),
                ("due_on", models.DateField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=2000)),
                ("created_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.assessment",
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
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "indexes": [
                    models.Index(fields=["person", "created_at"], name="goals_of_a_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("route__in", ["convert", "balance", "own"])),
                        name="a_goal_has_a_route",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("route", "own"), _negated=True),
                            ("action", ""),
                            _connector="OR",
                        ),
                        name="an_own_goal_has_no_action",
                    ),
                ],
            },
        ),
    ]
