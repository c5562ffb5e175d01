"""The divisions app."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    """What became of townships and villages, and what is led on because of it."""

    name = "luoshi.site.divisions"
    verbose_name = "区划"
