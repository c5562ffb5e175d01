"""The quality app."""

from collections.abc import Iterator

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class QualityConfig(AppConfig):
    """Checks of a county's exports, and what became of the findings."""

    name = "luoshi.site.quality"
    verbose_name = "数据核查"
    part_of = "quality"
    navigation = (
        Entry("数据核查", "quality:overview", "magnifier", Ability.READ, 25, "quality:waiting"),
    )
    kept_folder = "quality"

    def kept_files(self) -> Iterator[str]:
        """The folders of uploads that its rows know, inside the folder of uploads."""
        from luoshi.site.quality.models import Run

        kept = Run.objects.exclude(folder="").values_list("folder", flat=True)
        yield from (f"{self.kept_folder}/{folder}" for folder in kept)

    def give_up_abandoned(self) -> None:
        """Give up runs that wait for work no task will do."""
        from luoshi.site.quality.actions.runs import give_up_abandoned

        give_up_abandoned()
