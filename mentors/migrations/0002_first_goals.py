"""The goals that every installation begins with; staff may add more and retire these."""

from django.db import migrations

GOALS = [
    ("grow-to-next-level", "Grow into the next level"),
    ("choose-a-path", "Choose between technologist and people manager"),
    ("return-to-technology", "Go back from managing to hands-on work"),
    ("first-time-managing", "Manage people for the first time"),
    ("lead-without-authority", "Lead without authority"),
    ("technical-strategy", "Set a technical direction"),
    ("system-design", "Design larger systems"),
    ("tech-debt", "Make the case for paying back tech debt"),
    ("speak-business", "Explain technology to people in business"),
    ("negotiate-scope", "Negotiate scope, time and priorities"),
    ("write-better", "Write so that others act on it"),
    ("speak-in-public", "Speak in front of people"),
    ("give-feedback", "Give feedback that is hard to say"),
    ("receive-feedback", "Ask for feedback and use it"),
    ("say-no", "Say no and keep the relationship"),
    ("coach-others", "Coach and grow other people"),
    ("hire-and-onboard", "Hire people and welcome them well"),
    ("handle-conflict", "Work through a conflict"),
    ("build-a-network", "Build a network beyond my team"),
    ("community", "Take part in open source or a community"),
    ("new-technology", "Learn a new language or technology"),
    ("data-and-ai", "Work with data and machine learning"),
    ("cloud-and-operations", "Run systems in the cloud"),
    ("change-field", "Change my field or role"),
    ("time-and-energy", "Protect time and energy for what matters"),
    ("confidence", "Trust my own judgement more"),
]


def add_goals(apps, schema_editor):
    goal_model = apps.get_model("mentors", "MentoringGoal")
    goal_model.objects.bulk_create(
        goal_model(key=key, text=text, order=10 * number)
        for number, (key, text) in enumerate(GOALS, start=1)
    )


def remove_goals(apps, schema_editor):
    goal_model = apps.get_model("mentors", "MentoringGoal")
    goal_model.objects.filter(key__in=[key for key, _ in GOALS]).delete()


class Migration(migrations.Migration):
    dependencies = [("mentors", "0001_profiles_searches_and_blocks")]

    operations = [migrations.RunPython(add_goals, remove_goals)]
