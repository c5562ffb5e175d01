"""The assessment app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class AssessmentConfig(AppConfig):
    """A year's assessment of counties and units, round by round."""

    name = "luoshi.site.assessment"
    verbose_name = "年度考核"
    part_of = "assessment"
    navigation = (Entry("考核", "assessment:list", "check", Ability.READ, order=55),)
