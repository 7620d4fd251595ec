"""The one spelling of an e-mail address, by which every door stores, finds and counts it."""

import re
import unicodedata
from typing import Any

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from setframework.web.forms.signs import find_fault

LONGEST = 254
# Nobody types more than this; what is longer is not looked at.
MOST_TYPED = 1000
# A keyboard for Chinese or Japanese writes these for @ and for the dots of a domain.
WIDE_AT = "＠"
WIDE_DOTS = re.compile("[。．｡]")
# Controls, formats such as zero-width and bidi marks, unpaired surrogates, every kind of space.
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
# Without quotes: "ada"@example.org would be a second spelling of ada@example.org.
NAME = re.compile(r"[-!#$%&'*+/=?^_`{|}~0-9a-z]+(\.[-!#$%&'*+/=?^_`{|}~0-9a-z]+)*", re.ASCII)

NOT_AN_ADDRESS = _("Enter an e-mail address such as ada@example.org.")
HAS_UNSEEN_SIGN = _(
    "There is an invisible character or a space in this address. Type it again by hand."
)
NAME_IS_FOREIGN = _(
    "Use only letters from a to z, digits and characters such as . - _ + before the @."
)
TOO_LONG = _("An address has at most 254 characters.")
NO_SUCH_DOMAIN = _("This domain can't exist. Check the part after the @.")


def canonical(text: str) -> str:
    """The spelling of the address that we store: small letters, the domain as DNS has it.

    The domain follows IDNA 2008, so a letter never becomes another one: straße.de is not
    strasse.de. Its capital letters and its decomposed accents are the only things that change.
    Raises ValidationError.
    """
    name, at, domain = text.strip().replace(WIDE_AT, "@").rpartition("@")
    if any(unicodedata.category(sign) in UNSEEN for sign in name + domain):
        raise ValidationError(HAS_UNSEEN_SIGN, code="invalid")
    if not name.isascii():
        raise ValidationError(NAME_IS_FOREIGN, code="invalid")
    name = name.lower()
    if not at or not domain or len(text) > MOST_TYPED or not NAME.fullmatch(name):
        raise ValidationError(NOT_AN_ADDRESS, code="invalid")
    address = f"{name}@{_domain(domain)}"
    EmailValidator(NOT_AN_ADDRESS)(address)
    if len(address) > LONGEST:
        raise ValidationError(TOO_LONG, code="max_length")
    return address


def canonical_or_same(text: str) -> str:
    """The canonical spelling, or the text itself if it is no address; to find one, not to store it.

    Accounts of an earlier release may have another: their owners type it as they always did.
    """
    try:
        return canonical(text)
    except ValidationError:
        return text.strip()


class AddressField(forms.EmailField):
    """An address, read in its canonical spelling."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return canonical(text) if text else text

    def prepare_value(self, value: Any) -> Any:
        return readable(value) if isinstance(value, str) and "xn--" in value else value


def read_canonically(field: forms.Field, *, is_strict: bool) -> None:
    """Let the field of a form that is not ours do as AddressField does.

    Without `is_strict` a text that is no address finds nobody; with it, the person is told why.
    """
    plain = field.to_python
    read = canonical if is_strict else canonical_or_same

    def to_python(value: Any) -> Any:
        text = plain(value)
        if text and not text.isascii() and text.lower().isascii():
            # The Kelvin sign: whoever looks the text up in small letters finds somebody else.
            raise ValidationError(NAME_IS_FOREIGN, code="invalid")
        return read(text) if text else text

    field.to_python = to_python  # type: ignore[method-assign]


def readable(address: str) -> str:
    """A stored address as its owner writes it: ada@straße.de for ada@xn--strae-oqa.de.

    A domain that mixes letters which look alike stays as DNS has it.
    """
    name, at, domain = address.rpartition("@")
    try:
        written = idna.decode(domain)
    except UnicodeError:
        return address
    return address if find_fault(written) else f"{name}{at}{written}"


def _domain(domain: str) -> str:
    # Sign by sign: a capital sigma at the end of a word is the same letter as elsewhere.
    small = [(sign, sign.lower()) for sign in WIDE_DOTS.sub(".", domain)]
    written = unicodedata.normalize("NFC", "".join(sign for _before, sign in small))
    # To Unicode, the Kelvin sign is the letter k. The domain would be another one.
    becomes_latin = any(not before.isascii() and sign.isascii() for before, sign in small)
    try:
        name = idna.encode(written, std3_rules=True).decode("ascii")
        unseen = any(unicodedata.category(sign) in UNSEEN for sign in idna.decode(name))
    except UnicodeError:  # all errors of idna
        raise ValidationError(NO_SUCH_DOMAIN, code="invalid") from None
    if unseen or becomes_latin:
        raise ValidationError(NO_SUCH_DOMAIN, code="invalid")
    return name
