"""Who was written to about a run, so that a job can go on where another one was killed."""

from django.db import migrations, models
from django.db.models import F


def told_before(apps, schema_editor):
    """Earlier runs told everybody while they were published."""
    runs = apps.get_model("mentors", "ProgrammeRun").objects.filter(published_at__isnull=False)
    runs.update(telling_at=F("published_at"), told_at=F("published_at"))


class Migration(migrations.Migration):
    dependencies = [("mentors", "0006_programmes")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="told_of",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="programmerun",
            name="telling_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="programmerun",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(told_before, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="programmerun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_at__isnull", True), ("published_at__isnull", False), _connector="OR"
                ),
                name="people_are_told_of_published_runs",
            ),
        ),
    ]
