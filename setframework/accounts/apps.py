from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "setframework.accounts"
    # The label "accounts" is that of the people, who live below every slice.
    label = "account_pages"
