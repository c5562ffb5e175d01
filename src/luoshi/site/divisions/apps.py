"""The divisions app."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    """What became of townships and villages, and what is led on because of it."""

    name = "luoshi.site.divisions"
    verbose_name = "区划"

    def ready(self) -> None:
        """Have what was entered read with all that offices enter."""
        from luoshi.site.divisions.services.counting import counting
        from luoshi.site.handover import reader

        reader(counting)
