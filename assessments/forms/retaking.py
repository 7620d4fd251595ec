"""The short retake, and looking back: a field for each item, in the words of its options."""

from django.utils.translation import gettext_lazy

WRONG = {"invalid_choice": gettext_lazy("Choose one of the answers")}
