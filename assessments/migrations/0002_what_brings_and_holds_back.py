"""What brings a person here and what holds them back, with a date and a note."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="direction",
            name="brings",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="direction",
            name="by_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="direction",
            name="holds_back",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="direction",
            name="note",
            field=models.CharField(blank=True, max_length=2000),
        ),
    ]
