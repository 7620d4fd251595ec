"""The aspirations that a profile can name."""

from collections.abc import Collection

from django.db.models import OuterRef, QuerySet, Subquery

from mentors.models.aspirations import MentoringGoal


def list_aspirations() -> QuerySet[MentoringGoal]:
    """The ones that can be chosen, in their order."""
    return MentoringGoal.objects.filter(is_offered=True).order_by("order", "key")


def get_aspiration_texts() -> dict[str, str]:
    """Key -> text, in their order; retired ones too."""
    return dict(MentoringGoal.objects.order_by("order", "key").values_list("key", "text"))


def find_unknown_aspirations(keys: Collection[str]) -> set[str]:
    """The keys that no aspiration has. Retired ones are known."""
    known = MentoringGoal.objects.filter(key__in=keys).values_list("key", flat=True)
    return set(keys) - set(known)


def aspiration_of(field: str) -> Subquery:
    """The text of the aspiration whose key that field holds; None without one."""
    return Subquery(MentoringGoal.objects.filter(key=OuterRef(field)).values("text"))
