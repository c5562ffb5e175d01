"""The policy app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class PolicyConfig(AppConfig):
    """The notice itself."""

    name = "luoshi.site.policy"
    verbose_name = "文件"
    navigation = (Entry("文件", "policy:notice", "document", Ability.READ, order=10),)
