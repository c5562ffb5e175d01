"""The projects app."""

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class ProjectsConfig(AppConfig):
    """Projects from proposal to hand-over, and the assets they leave."""

    name = "luoshi.site.projects"
    verbose_name = "项目库"
    part_of = "projects"
    navigation = (Entry("项目库", "projects:list", "build", Ability.READ, 25),)

    def ready(self) -> None:
        """Show cases about projects on a page of their own."""
        from luoshi.site.processes.presenters.pages import PAGES
        from luoshi.site.projects.policies import PROJECT

        PAGES[PROJECT] = "projects:project"
