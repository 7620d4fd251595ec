"""A run that fails again and again ends, instead of being taken up for ever."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("mentors", "0007_telling")]

    operations = [
        migrations.AddField(
            model_name="programmerun",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="programmerun",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "waiting for a worker"),
                    ("running", "running"),
                    ("done", "done"),
                    ("failed", "could not be finished"),
                ],
                default="queued",
                max_length=8,
            ),
        ),
        migrations.RemoveConstraint(model_name="programmerun", name="a_run_has_a_state"),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=Q(("state__in", ["queued", "running", "done", "failed"])),
                name="a_run_has_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=Q(("attempts__lte", 3)), name="a_run_is_tried_three_times"
            ),
        ),
    ]
