"""Who may join a programme; those that are there are for everybody, as they were."""

import django.db.models.deletion
from django.conf import settings
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
                    ("teams", "the people in the organiser's teams, and below them"),
                    ("everybody", "everybody here"),
                ],
                default="everybody",
                max_length=10,
                verbose_name="who may join",
            ),
        ),
        migrations.AlterField(
            model_name="programme",
            name="organiser",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="organiser",
            ),
        ),
        migrations.AlterField(
            model_name="programme",
            name="name",
            field=models.CharField(max_length=80, verbose_name="name"),
        ),
        migrations.AlterField(
            model_name="programme",
            name="text",
            field=models.CharField(blank=True, max_length=1000, verbose_name="what it is about"),
        ),
        migrations.AlterField(
            model_name="programme",
            name="opens_at",
            field=models.DateTimeField(verbose_name="sign-up begins"),
        ),
        migrations.AlterField(
            model_name="programme",
            name="closes_at",
            field=models.DateTimeField(verbose_name="sign-up is over"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=Q(("open_to__in", ["teams", "everybody"])),
                name="a_programme_says_who_may_join",
            ),
        ),
    ]
