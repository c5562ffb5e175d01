"""The processes app."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """What any case of any process is, and how it moves."""

    name = "luoshi.site.processes"
    verbose_name = "办理流程"
