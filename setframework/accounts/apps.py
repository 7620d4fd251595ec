from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "setframework.accounts"
    # setframework.people has the label "accounts".
    label = "account_pages"

    def ready(self) -> None:
        from setframework.accounts import receivers  # noqa: F401
        from setframework.people import listed_sessions, one_time_codes

        one_time_codes.mend_allauth()
        listed_sessions.mend_allauth()
