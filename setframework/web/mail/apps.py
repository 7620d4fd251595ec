from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "setframework.web.mail"
    label = "mail"
