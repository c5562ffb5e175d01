"""The deliveries app."""

from collections.abc import Iterator

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class DeliveriesConfig(AppConfig):
    """What departments send, and what has come."""

    name = "luoshi.site.deliveries"
    verbose_name = "部门数据"
    part_of = "deliveries"
    navigation = (Entry("部门数据", "deliveries:overview", "download", Ability.READ, order=28),)

    kept_folder = "deliveries"

    def kept_files(self) -> Iterator[str]:
        """The folders of uploads that its rows know, inside the folder of uploads."""
        from luoshi.site.deliveries.services.storage import known_folders

        yield from known_folders()

    def give_up_abandoned(self) -> None:
        """Give up deliveries that wait for work no task will do."""
        from luoshi.site.deliveries.services.reading import give_up_abandoned

        give_up_abandoned()
