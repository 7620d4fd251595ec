"""Was: the goals that every installation begins with.

`manage.py seed_mentoring_goals` adds them now, so that a migration changes tables only and the goals
can be read and changed in one place. The step stays empty in the history: where it ran before, its
goals are rows like all others, and neither going forward nor going back touches them.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("mentors", "0001_profiles_searches_and_blocks")]

    operations = []
