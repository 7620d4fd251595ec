"""The question after a month is a pulse: a check-in is the short retake of an assessment."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mentors", "0010_open_to")]

    operations = [
        migrations.RenameModel(old_name="CheckIn", new_name="Pulse"),
        migrations.RenameField(
            model_name="mentorship",
            old_name="asked_to_check_in_at",
            new_name="asked_for_pulse_at",
        ),
    ]
