"""The topics app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class TopicsConfig(AppConfig):
    """Money, land, credit, posts: what the ledgers add up to."""

    name = "luoshi.site.topics"
    verbose_name = "专题"
    part_of = "topics"
    navigation = (Entry("专题", "topics:index", "chart", Ability.READ, order=25),)
