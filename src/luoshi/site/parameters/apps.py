"""The parameters app."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """Numbers that offices enter."""

    name = "luoshi.site.parameters"
    verbose_name = "参数"
