"""The changes app."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """What a change touches before it counts."""

    name = "luoshi.site.changes"
    verbose_name = "改动的影响"

    def ready(self) -> None:
        """Hear of values that are entered, and of those that somebody would agree to."""
        from luoshi.site.changes import receivers

        receivers.connect()

    def give_up_abandoned(self) -> None:
        """Give up previews that wait for work no task will do."""
        from luoshi.site.changes.services.previews import give_up_abandoned

        give_up_abandoned()
