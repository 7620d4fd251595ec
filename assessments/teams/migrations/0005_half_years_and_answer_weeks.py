"""A half-year and the answer weeks of a team were both called a window.

The constraints that name a renamed field are taken away before and made again after it, under
their own names: renaming a field does not rename it in them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0004_team_windows"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="trendrelease", name="one_release_a_window"),
        migrations.RemoveConstraint(model_name="team", name="a_team_window_begins_when_it_may"),
        migrations.RenameModel(old_name="ReleaseWindow", new_name="HalfYear"),
        migrations.RenameModel(old_name="WindowReminder", new_name="AnswerWeeksReminder"),
        migrations.RenameField(model_name="trendrelease", old_name="window", new_name="half_year"),
        migrations.RenameField(model_name="team", old_name="window_weeks", new_name="answer_weeks"),
        migrations.AddConstraint(
            model_name="trendrelease",
            constraint=models.UniqueConstraint(
                fields=("team", "half_year"), name="one_release_a_window"
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_weeks__isnull", True), ("answer_weeks__in", (6, 4, 3)), _connector="OR"
                ),
                name="a_team_window_begins_when_it_may",
            ),
        ),
    ]
