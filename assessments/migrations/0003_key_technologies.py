"""Technologies of one's own, beside the score."""

import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_what_brings_and_holds_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyTechnology",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("value", models.PositiveSmallIntegerField()),
                ("evidence", models.CharField(blank=True, max_length=2000)),
                ("happened_on", models.DateField(null=True)),
                ("rated_at", models.DateTimeField()),
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
                "verbose_name": "key technology",
                "verbose_name_plural": "key technologies",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        django.db.models.functions.text.Lower("name"),
                        name="one_key_technology_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__lte", 4)),
                        name="a_key_technology_is_on_the_scale",
                    ),
                ],
            },
        ),
    ]
