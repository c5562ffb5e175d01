"""The quality app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class QualityConfig(AppConfig):
    """Checks of a county's exports, and what became of the findings."""

    name = "luoshi.site.quality"
    verbose_name = "数据核查"
    navigation = (
        Entry("数据核查", "quality:overview", "magnifier", Ability.READ, 25, "quality:waiting"),
    )
