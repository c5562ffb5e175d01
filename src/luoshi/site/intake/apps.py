"""The intake app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class IntakeConfig(AppConfig):
    """Applications and reports."""

    name = "luoshi.site.intake"
    verbose_name = "申报受理"
    part_of = "intake"
    navigation = (Entry("申报", "intake:desk", "document", Ability.HANDLE, 18, "intake:waiting"),)
