"""The notices app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class NoticesConfig(AppConfig):
    """The notice itself."""

    name = "luoshi.site.notices"
    verbose_name = "文件"
    navigation = (Entry("文件", "notices:index", "document", Ability.READ, order=10),)
