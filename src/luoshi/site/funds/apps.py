"""The funds app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class FundsConfig(AppConfig):
    """Sharing out money and land."""

    name = "luoshi.site.funds"
    verbose_name = "资金分配"
    part_of = "allocation"
    navigation = (Entry("资金分配", "funds:index", "scales", Ability.READ, order=50),)
