"""Moderators may take somebody's card off the list."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("mentors", "0008_attempts")]

    operations = [
        migrations.AddField(
            model_name="mentorprofile",
            name="taken_off_at",
            field=models.DateTimeField(null=True, verbose_name="taken off the list"),
        ),
        migrations.AlterField(
            model_name="mentorprofile",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentorprofile",
            constraint=models.CheckConstraint(
                condition=Q(("is_listed", False), ("taken_off_at__isnull", True), _connector="OR"),
                name="who_is_taken_off_is_not_listed",
            ),
        ),
    ]
