from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "setframework.accounts"
    # setframework.people has the label "accounts".
    label = "account_pages"

    def ready(self) -> None:
        from setframework.accounts import receivers  # noqa: F401
        from setframework.people.one_time_codes import mend_allauth

        mend_allauth()
