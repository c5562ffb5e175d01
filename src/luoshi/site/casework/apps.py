"""The casework app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Registers the app and its place in the menu."""

    name = "luoshi.site.casework"
    verbose_name = "监测帮扶"
