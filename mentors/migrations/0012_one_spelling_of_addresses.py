"""Stores each e-mail address in its canonical spelling: the domain as DNS has it."""

from django.db import migrations

from setframework.web.addresses import canonical_or_same

# Model, column. The mentors know all the others, so it is done here for all of them at once.
COLUMNS = (
    ("accounts", "User", "email"),
    ("account", "EmailAddress", "email"),
    ("teams", "Invitation", "email"),
    ("mentors", "MentorProfile", "manager_email"),
)


def respell(apps, schema_editor):
    """Where another row has that address already, nothing changes: accounts are never merged."""
    for app, name, column in COLUMNS:
        rows = apps.get_model(app, name)._default_manager
        # Only a domain with other letters than those of DNS has another spelling.
        for row in rows.exclude(**{column: ""}).only(column).iterator():
            old = getattr(row, column)
            new = canonical_or_same(old)
            if new != old and not _is_taken(rows, name, column, new):
                rows.filter(pk=row.pk).update(**{column: new})


def _is_taken(rows, name, column, address):
    is_unique = name in {"User", "EmailAddress"}
    return is_unique and rows.filter(**{f"{column}__iexact": address}).exists()


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0006_token_scopes"),
        ("teams", "0008_ties_of_the_first_version"),
        ("mentors", "0011_pulse"),
    ]

    operations = [migrations.RunPython(respell, migrations.RunPython.noop)]
