"""People in the admin. The staff never sees their keys, sessions or answers."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from setframework.accounts.forms.account import UserForm
from setframework.people.models import User
from setframework.web.forms.editing import SHOWN

# Their own apps register these; the imports above make sure that they did. They would show
# the secrets of authenticators and the sessions of people.
admin.site.unregister([Authenticator, EmailAddress, Group, UserSession])


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People sign up and erase themselves. The staff may shut accounts and make others staff."""

    form = UserForm
    fields = (
        *(SHOWN, "email", "name", "is_staff", "is_active"),
        *("closed_at", "joined_at", "last_login"),
    )
    readonly_fields = ("email", "name", "closed_at", "joined_at", "last_login")
    list_display = ("email", "name", "is_staff", "is_active", "joined_at")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
