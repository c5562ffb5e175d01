"""The duty app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class DutyConfig(AppConfig):
    """Who answers for whom."""

    name = "luoshi.site.duty"
    verbose_name = "包抓结对"
    part_of = "duties"
    navigation = (Entry("包抓结对", "duty:duties", "people", Ability.READ, 45),)
