"""What the staff sees of people: who they are, never their keys, sessions or answers."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from setframework.people.models import User

# The admin's own log-in knows neither two-factor nor limits; the site's does.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Registered by their own apps (imported above, so that this comes after): secrets of
# authenticators, and where people are logged in.
admin.site.unregister([Authenticator, EmailAddress, Group, UserSession])


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People sign up and erase themselves; the staff lets in, shuts out, and makes staff."""

    fields = ("email", "name", "is_staff", "is_active", "joined_at", "last_login")
    readonly_fields = ("email", "name", "joined_at", "last_login")
    list_display = ("email", "name", "is_staff", "is_active", "joined_at")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
