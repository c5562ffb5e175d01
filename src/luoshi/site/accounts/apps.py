"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, log-in and passwords."""

    name = "luoshi.site.accounts"
    verbose_name = "账号"
