"""The parameters app."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """Numbers that offices enter."""

    name = "luoshi.site.parameters"
    verbose_name = "参数"

    def ready(self) -> None:
        """Have what was entered read with all that offices enter."""
        from luoshi.site.handover import reader
        from luoshi.site.parameters.services import counting

        reader(counting)
