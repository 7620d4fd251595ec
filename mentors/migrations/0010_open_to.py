"""Who may join a programme; those that are there are for everybody, as they were."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("mentors", "0009_taken_off")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="open_to",
            field=models.CharField(
                choices=[
                    ("teams", "The people in my teams and below them"),
                    ("everybody", "Everybody here"),
                ],
                default="everybody",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=Q(("open_to__in", ["teams", "everybody"])),
                name="a_programme_says_who_may_join",
            ),
        ),
    ]
