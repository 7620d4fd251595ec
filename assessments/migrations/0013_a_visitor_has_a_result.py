from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_follow_ups")]

    operations = [
        migrations.RemoveConstraint(
            model_name="assessment", name="a_completed_assessment_has_a_person"
        ),
    ]
