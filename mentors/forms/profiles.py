"""A person's own profile: offers, wants, hours, and whether others find it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.scoring.questionnaire import Questionnaire
from mentors.models.aspirations import MentoringGoal
from mentors.models.profiles import MAX_PLACES, MentorProfile
from mentors.selectors.choices import (
    HOURS,
    MAX_LANGUAGES,
    MAX_TAGS,
    PRIORITIES,
    TAG_LENGTH,
    time_zones,
)
from mentors.selectors.words import LANGUAGES, TAGS, language_name, tag_label, unique_tags
from mentors.services.profiles import ProfileValues
from setframework.web.addresses import AddressField
from setframework.web.forms.choices import choice_field
from setframework.web.forms.days import DayField
from setframework.web.forms.editing import EditForm
from setframework.web.forms.words import LineField, OneLineField

TRANSIENT = {"own_tags"}
# The name of an aspiration's field starts with this.
ASPIRATION = "goal-"


class ChecksField(forms.MultipleChoiceField):
    """Any number of check boxes. The page draws them as a table."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, **kwargs)


class ProfileForm(EditForm, forms.Form):
    name = LineField(MentorProfile, "name", label=_("Name to show"))
    headline = LineField(
        MentorProfile,
        "headline",
        label=_("In one line"),
        required=False,
        help_text=_("What you do, and where."),
    )
    level = forms.ChoiceField(label=_("Level"), required=False)
    role = LineField(MentorProfile, "role", label=_("Role"), required=False)
    background = ChecksField(label=_("Where you come from"))
    own_tags = OneLineField(
        label=_("In your own words"),
        required=False,
        help_text=_("Separated by commas, for example: physics, railways."),
    )
    background_preference = forms.ChoiceField(
        label=_("I would like to meet people with"),
        widget=forms.RadioSelect,
        choices=MentorProfile.Preference.choices,
    )
    offers = ChecksField(label=_("I offer help with"))
    wants = ChecksField(label=_("I want to grow"))
    hidden = ChecksField(label=_("Match on it, do not show it"))
    languages = ChecksField(
        label=_("Languages I speak"), error_messages={"required": _("Choose a language.")}
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    hours = ChecksField(label=_("Hours I could meet"), choices=[(hour, hour) for hour in HOURS])
    async_ok = forms.BooleanField(
        label=_("Writing to each other is fine too, without a common hour"), required=False
    )
    cadence = forms.ChoiceField(
        label=_("I like to meet"),
        widget=forms.RadioSelect,
        choices=MentorProfile.Cadence.choices,
    )
    agenda = forms.ChoiceField(
        label=_("I prefer"), widget=forms.RadioSelect, choices=MentorProfile.Agenda.choices
    )
    is_listed = forms.BooleanField(
        label=_("Others may find me"),
        required=False,
        help_text=_("Until you tick this, nobody sees your profile."),
    )
    is_adult = forms.BooleanField(label=_("I am 18 or older"), required=False)
    capacity = forms.IntegerField(
        label=_("How many people I can help at a time"),
        min_value=0,
        max_value=MAX_PLACES,
        help_text=_("With none left, others do not find you."),
    )
    is_open = forms.BooleanField(label=_("I take requests at the moment"), required=False)
    paused_until = DayField(
        label=_("Pause until"),
        required=False,
        help_text=_("On that day others can find you again."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        profile: MentorProfile,
        questionnaire: Questionnaire,
        aspirations: Iterable[MentoringGoal],
    ):
        self.aspirations = list(aspirations)
        chosen = {each["goal"]: each["priority"] for each in profile.goals}
        super().__init__(data, initial=_initial(profile))
        self._set_choices(profile, questionnaire)
        for each in self.aspirations:
            self.fields[ASPIRATION + each.key] = forms.TypedChoiceField(
                label=each.text,
                required=False,
                coerce=int,
                empty_value=0,  # type: ignore[arg-type]
                choices=_priorities(),
                initial=chosen.get(each.key, 0),
            )
        # A retired aspiration stays in the profile until the person removes it by the API.
        self._tags_stored: list[str] = profile.background
        self._goals_stored: list[dict[str, Any]] = profile.goals
        self._kept = [
            each for each in self._goals_stored if ASPIRATION + each["goal"] not in self.fields
        ]

    def aspiration_fields(self) -> Iterator[forms.BoundField]:
        return (self[ASPIRATION + each.key] for each in self.aspirations)

    def clean_own_tags(self) -> list[str]:
        tags = unique_tags(self.cleaned_data["own_tags"].split(","))
        for tag in tags:
            if len(tag) > TAG_LENGTH:
                raise ValidationError(
                    _now("Shorten “%(tag)s” to %(most)d characters.")
                    % {"tag": tag, "most": TAG_LENGTH}
                )
        return tags

    def clean_languages(self) -> list[str]:
        languages: list[str] = self.cleaned_data["languages"]
        if not languages:
            raise ValidationError(_("Choose at least one language."))
        if len(languages) > MAX_LANGUAGES:
            raise ValidationError(_("Choose %(most)d languages at most.") % {"most": MAX_LANGUAGES})
        return languages

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_listed") and not cleaned.get("is_adult"):
            self.add_error("is_adult", _("Only people of 18 or older can be found. Tick this too."))
        if len(self._tags()) > MAX_TAGS:
            self.add_error("own_tags", _("Keep to %(most)d in all.") % {"most": MAX_TAGS})
        return cleaned

    def to_values(self) -> ProfileValues:
        fields = ProfileValues.__dataclass_fields__
        values = {name: value for name, value in self.cleaned_data.items() if name in fields}
        return ProfileValues(
            **(values | {"background": self._tags(), "goals": self._aspirations()})
        )

    def _tags(self) -> list[str]:
        if {"background", "own_tags"} <= self.untouched:
            return self._tags_stored
        own = self.cleaned_data.get("own_tags") or []
        return unique_tags([*self.cleaned_data.get("background", []), *own])

    def _aspirations(self) -> list[dict[str, Any]]:
        if {ASPIRATION + each.key for each in self.aspirations} <= self.untouched:
            return self._goals_stored
        chosen = ((each.key, self.cleaned_data[ASPIRATION + each.key]) for each in self.aspirations)
        return [{"goal": key, "priority": number} for key, number in chosen if number] + self._kept

    def _set_choices(self, profile: MentorProfile, questionnaire: Questionnaire) -> None:
        items = [(item.key, item.title) for item in questionnaire.items]
        languages = LANGUAGES.keys() | set(profile.languages)
        levels = [(level.key, level.name) for level in questionnaire.levels]
        choices: dict[str, list[tuple[str, Any]]] = {
            "level": [("", _("Not chosen")), *levels],
            "background": [(key, str(label)) for key, label in TAGS.items()],
            "offers": items,
            "wants": items,
            "hidden": items,
            "languages": sorted(((code, language_name(code)) for code in languages), key=_name),
            "time_zone": [(zone, zone.replace("_", " ")) for zone in time_zones()],
        }
        for name, found in choices.items():
            field = choice_field(self, name)
            field.choices = found


class ManagerForm(EditForm, forms.Form):
    manager = AddressField(
        label=_("My manager's e-mail address"),
        required=False,
        help_text=_("We never suggest you to each other. Nobody sees this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def _initial(profile: MentorProfile) -> dict[str, Any]:
    names = set(ProfileForm.base_fields) - TRANSIENT
    values = {name: getattr(profile, name) for name in names}
    own = [tag for tag in profile.background if tag not in TAGS]
    return values | {"own_tags": ", ".join(tag_label(tag) for tag in own)}


def _priorities() -> list[tuple[int | str, Any]]:
    words = (_("First of all"), _("Important"), _("Some time"))
    return [("", _("Not a goal")), *zip(PRIORITIES, words, strict=True)]


def _name(choice: tuple[str, str]) -> str:
    return choice[1]
