"""The ledgers app."""

from collections.abc import Iterator

from django.apps import AppConfig

from luoshi.site.navigation import Entry
from luoshi.site.rights import Ability


class LedgersConfig(AppConfig):
    """Ledgers: their records, history, uploads and deadlines."""

    name = "luoshi.site.ledgers"
    verbose_name = "台账"
    part_of = "ledgers"
    navigation = (
        Entry("台账", "ledgers:index", "ledger", Ability.READ, order=30, badge="ledgers:badge"),
    )

    def ready(self) -> None:
        """Listen to what others tell."""
        from luoshi.site.ledgers import receivers  # noqa: F401

    def kept_files(self) -> Iterator[str]:
        """The uploads that its rows know, inside the folder of uploads."""
        from luoshi.site.ledgers.services.records import known_files

        yield from known_files()
