"""Marks that only this site can make, of a person or a device, for cookies."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def marks(salt: str, value: str, digits: int = 64) -> list[str]:
    """The marks of the value in hexadecimal digits: by SECRET_KEY, then by each of its fallbacks.

    The first one is given out; each of them is taken.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(salt, value, key).hexdigest()[:digits] for key in keys]
