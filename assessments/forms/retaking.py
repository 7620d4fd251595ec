"""The words that the forms of the short retake and of looking back share."""

from django.utils.translation import gettext_lazy

WRONG = {"invalid_choice": gettext_lazy("Choose one of the answers")}
