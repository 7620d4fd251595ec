"""Teams become part of others by agreement, hand-overs are accepted, roll-ups are made once."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0006_doubts_hold_and_hashes_have_nonces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Restore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("backup_made_at", models.DateTimeField()),
                ("restored_at", models.DateTimeField()),
                ("first_held", models.DateTimeField(null=True)),
                ("last_held", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "restored backup",
                "verbose_name_plural": "restored backups",
            },
        ),
        migrations.AddField(
            model_name="halfyear",
            name="is_rolled_up",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="seen_free_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="team",
            name="next_manager",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="asked to run it",
            ),
        ),
        migrations.CreateModel(
            name="TeamAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("barred", "A member can't be counted any more."),
                            ("restarted", "A membership started anew."),
                            (
                                "cleared",
                                "Staff of the site cleared a doubt about somebody on the roster.",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("acted_at", models.DateTimeField()),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "act about a team",
                "verbose_name_plural": "acts about teams",
            },
        ),
        migrations.CreateModel(
            name="RollUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("questionnaire", models.SlugField(db_index=False, max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("pillars", models.JSONField()),
                ("values", models.JSONField(default=dict)),
                ("made_from", models.JSONField(default=list)),
                ("parameters", models.PositiveSmallIntegerField()),
                ("nonce", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(blank=True, max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "half_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="teams.halfyear",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "roll-up",
                "verbose_name_plural": "roll-ups",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("team", "half_year"), name="one_roll_up_a_half_year"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "tie of teams",
                "verbose_name_plural": "ties of teams",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("team",),
                        name="one_open_tie_a_team",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("team", models.F("parent")), _negated=True),
                        name="a_tie_is_between_two_teams",
                    ),
                ],
            },
        ),
    ]
