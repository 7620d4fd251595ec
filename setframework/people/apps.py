from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PeopleConfig(AppConfig):
    name = "setframework.people"
    # The tables of people are older than this folder; another label would break their history.
    label = "accounts"


class StaffSiteConfig(admin_apps.AdminConfig):
    """Django's admin with our doors."""

    default = False
    default_site = "setframework.people.staff_site.StaffSite"
