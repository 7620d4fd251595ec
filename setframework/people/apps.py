from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "setframework.people"
    # The tables of people are older than this folder; another label would break their history.
    label = "accounts"
