"""The audit app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class AuditConfig(AppConfig):
    """The audit log."""

    name = "luoshi.site.audit"
    verbose_name = "操作日志"
    navigation = (Entry("操作日志", "audit:events", "log", Ability.AUDIT, order=90),)

    def ready(self) -> None:
        """Listen for log-in and log-out."""
        from luoshi.site.audit import receivers  # noqa: F401
