from django.db import migrations

from setframework.people.sealing import MANY, ONE, sealed_anew, unseal


def seal_all(apps, schema_editor):
    """Until now the secrets were stored as they are. A row that is sealed is sealed anew."""
    _change(apps, sealed_anew)


def unseal_all(apps, schema_editor):
    _change(apps, _unsealed)


def _unsealed(data):
    found = {name: unseal(data[name]) for name in ONE if name in data}
    if MANY in data:
        found[MANY] = [unseal(text) for text in data[MANY]]
    return data | found


def _change(apps, change):
    rows = apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn")
    for row in rows.iterator():
        row.data = change(row.data)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_find_shut_accounts"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_all, unseal_all)]
