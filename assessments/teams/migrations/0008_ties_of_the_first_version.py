"""What the first version left, in the words of the tables that are new.

A team that is part of another counts as agreed from the beginning. Half-years that are there already
are not put together any more. Who is free to be counted is noted, so that it shows who no longer is.
"""

from django.db import migrations
from django.utils import timezone


def agree_existing_ties(apps, schema_editor):
    ties = apps.get_model("teams", "Tie").objects
    for team in apps.get_model("teams", "Team").objects.exclude(parent=None).order_by("pk"):
        at = max(team.created_at, team.parent.created_at)
        ties.create(team=team, parent=team.parent, asked_at=at, agreed_at=at)


def leave_what_was_decided(apps, schema_editor):
    apps.get_model("teams", "HalfYear").objects.update(is_rolled_up=True)


def note_who_is_free(apps, schema_editor):
    teams = {team.pk: team for team in apps.get_model("teams", "Team").objects.all()}
    open_ones = apps.get_model("teams", "Membership").objects.filter(left_at=None)
    for membership in open_ones.select_related("person").order_by("pk"):
        person = membership.person
        is_barred = person.is_staff or person.is_superuser or not person.is_active
        if not is_barred and person.pk not in _managers(teams, membership.team_id):
            membership.seen_free_at = max(timezone.now(), membership.joined_at)
            membership.save(update_fields=["seen_free_at"])


def _managers(teams, key):
    line = []
    while key is not None and key not in line:
        line.append(key)
        key = teams[key].parent_id
    return {teams[each].manager_id for each in line}


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0007_ties_acts_and_roll_ups"),
    ]

    operations = [
        migrations.RunPython(agree_existing_ties, migrations.RunPython.noop),
        migrations.RunPython(leave_what_was_decided, migrations.RunPython.noop),
        migrations.RunPython(note_who_is_free, migrations.RunPython.noop),
    ]
