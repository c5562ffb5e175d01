"""The ledgers filled in by those who owe them, up to the notice's last day."""

from collections.abc import Sequence

from django.db import transaction

from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.synthetic import DEMO_SEED, load_setting
from luoshi.demonstration.synthetic.ledgers import (
    Kept,
    Watched,
    declarations,
    demo_rows,
    make_ledgers,
)
from luoshi.pack import Pack
from luoshi.site import sources
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.entries import keep_declarations, keep_rows


def fill_ledgers(pack: Pack, tell: Tell) -> None:
    """Fill every ledger in and declare its periods; nothing is done where there are records."""
    if Record.objects.exists():
        return
    tell("填台账", 0)
    filled = _filled(pack)
    with transaction.atomic():
        for done, one in enumerate(filled):
            tell("填台账", done / len(filled))
            keep_rows(one.table, one.rows, at=one.at)
        keep_declarations(declarations(pack, load_setting(pack.folder).until))


def _filled(pack: Pack) -> Sequence[Kept]:
    """The rows of all ledgers; the vault is given the ID numbers in them."""
    last_day, vault = load_setting(pack.folder).until, sources.vault()
    records = make_ledgers(pack, DEMO_SEED, last_day, Watched.known_to(sources.engine()))
    numbers: dict[int, str] = {}

    def person_key(number: str) -> int:
        key = vault.person_key(number)
        numbers[key] = number
        return key

    filled = list(demo_rows(pack, records, last_day, person_key))
    vault.keep(numbers)
    return filled
