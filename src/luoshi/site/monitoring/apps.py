"""The monitoring app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class MonitoringConfig(AppConfig):
    """Flagged households and their leads."""

    name = "luoshi.site.monitoring"
    verbose_name = "预警户"
    part_of = "screening"
    navigation = (Entry("预警户", "monitoring:worklist", "house", Ability.READ, order=20),)
