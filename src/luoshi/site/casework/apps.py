"""The casework app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class CaseworkConfig(AppConfig):
    """Cases, and who has to do what about them."""

    name = "luoshi.site.casework"
    verbose_name = "监测帮扶"
    part_of = "casework"
    navigation = (
        Entry("我的任务", "casework:worklist", "check", Ability.READ, 15, "casework:late"),
    )

    def ready(self) -> None:
        """Listen to what others tell, and tell where cases are moved what is known of them."""
        from luoshi.site.casework import receivers  # noqa: F401
        from luoshi.site.casework.extensions import Casework
        from luoshi.site.processes.extensions import EXTENSIONS
        from luoshi.site.processes.presenters.pages import ANY, PAGES

        EXTENSIONS.append(Casework())
        PAGES[ANY] = "casework:case"
