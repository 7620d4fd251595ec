from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "assessments.teams"
    label = "teams"
