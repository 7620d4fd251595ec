from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "setframework.accounts"
    label = "accounts"
