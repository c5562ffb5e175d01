"""The supervision app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class SupervisionConfig(AppConfig):
    """Matters handed to units, and followed up until they are done."""

    name = "luoshi.site.supervision"
    verbose_name = "督办"
    part_of = "supervision"
    navigation = (
        Entry(
            "督办",
            "supervision:list",
            "calendar",
            Ability.READ,
            order=57,
            badge="supervision:badge",
        ),
    )
