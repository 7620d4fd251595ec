"""What a person may send about finding people who help."""

from mentors.forms.profile import ManagerForm, ProfileForm
from mentors.forms.search import SearchForm

__all__ = ["ManagerForm", "ProfileForm", "SearchForm"]
