"""The processes app."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """What any case of any process is, and how it moves."""

    name = "luoshi.site.processes"
    verbose_name = "办理流程"

    def ready(self) -> None:
        """Listen to what others tell."""
        from luoshi.site.processes import receivers  # noqa: F401
