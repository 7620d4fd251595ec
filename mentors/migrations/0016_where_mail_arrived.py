"""Gives an address with ß back the spelling at which its owner was reached.

The first version wrote to the domain as IDNA 2003 has it: ada@straße.de got its link to confirm at
strasse.de. Whoever opened it reads the mail there. At straße.de somebody else may.
"""

import idna
from django.db import migrations


def respell(apps, schema_editor):
    """Confirmed addresses alone. Where another account has that address, it is not confirmed."""
    addresses = apps.get_model("account", "EmailAddress")._default_manager
    people = apps.get_model("accounts", "User")._default_manager
    for row in addresses.filter(email__contains="xn--", verified=True):
        reached = _of_2003(row.email)
        if reached is None or reached == row.email:
            continue
        if _is_taken(addresses, reached) or _is_taken(people, reached):
            addresses.filter(pk=row.pk).update(verified=False)
            continue
        people.filter(pk=row.user_id, email=row.email).update(email=reached)
        addresses.filter(pk=row.pk).update(email=reached)


def _is_taken(rows, address):
    return rows.filter(email__iexact=address).exists()


def _of_2003(address):
    """None for a domain that those rules do not have."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{idna.decode(domain).encode('idna').decode()}"
    except UnicodeError:
        return None


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0007_plainer_words"),
        ("mentors", "0015_plainer_words"),
    ]

    operations = [migrations.RunPython(respell, migrations.RunPython.noop)]
