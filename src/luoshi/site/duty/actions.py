"""Giving a duty to somebody, and handing it over to the next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.duties.inputs import Wanted
from luoshi.ledgers.values import Data, area_path
from luoshi.pack.duties import Duty
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.policies import demand_record
from luoshi.site.ledgers.services.checking import read_cells
from luoshi.site.ledgers.services.demands import demand_free, live_record, own_area, sound
from luoshi.site.ledgers.services.editing import add_record
from luoshi.site.ledgers.services.journal import journal
from luoshi.site.ledgers.services.log import filled
from luoshi.site.ledgers.services.records import Record
from luoshi.site.ledgers.services.schemas import ledger


@dataclass(frozen=True)
class Assign:
    """Give a duty nobody holds to somebody: a row of its ledger, what is known filled in."""

    duty: Duty
    wanted: Wanted
    user: User
    cells: Mapping[str, str]
    request: HttpRequest | None = None

    def execute(self) -> Record:
        """Add the row and log it.

        Raises:
            Refused: the schema does not name the user among those who fill the ledger.
            ValidationError: by column, what is wrong and how to mend it.
        """
        cells = {**known_cells(self.duty, self.wanted), **self.cells}
        table = ledger(self.duty.held.ledger)
        return add_record(table, self.user, cells, self.request)


@dataclass(frozen=True)
class HandOver:
    """Hand a duty over: the old row ends on the day the new one begins. Both or neither."""

    duty: Duty
    record: Record
    user: User
    cells: Mapping[str, str]
    request: HttpRequest | None = None

    def execute(self) -> Record:
        """Check, end the old row, add the new one, and log it.

        Raises:
            Refused: the user does not fill the ledger in the record's area.
            ValidationError: what is wrong and how to mend it; nothing is changed then.
        """
        table = demand_record(self.user, self.record)
        read = sound(read_cells(table, dict(self.cells)))
        with journal(table, self.user) as writer:
            old = live_record(self.record.pk)
            self._check(old, read.data)
            begun = read.data[self.duty.held.since]
            after = self._successor(old, read.data)
            area = own_area(self.user, table, after)
            demand_free(table, after)
            writer.change(old, {**old.data, self.duty.held.until: begun})
            new = writer.add(after, area)
            filled(self.user, table, f"交接记录 {old.pk} 给 {new.pk}", area, self.request)
        return new

    def _check(self, old: Record, said: Data) -> None:
        held = self.duty.held
        begun = said.get(held.since, "")
        if not begun or not said.get(held.holder):
            name = held.holder if begun else held.since
            raise ValidationError({name: "请填写"})
        if old.data.get(held.until):
            raise ValidationError(f"这一条已在 {old.data[held.until]} 终止，不能再交接。")
        if begun <= old.data[held.since]:
            raise ValidationError({held.since: f"要晚于前任的{held.since} {old.data[held.since]}"})
        if said[held.holder] == old.data[held.holder]:
            raise ValidationError({held.holder: "和前任是同一个人，不用交接"})

    def _successor(self, old: Record, said: Data) -> Data:
        held = self.duty.held
        kept = {held.place, *held.fixed, *([held.name] if held.name else [])}
        stays = {name: text for name, text in old.data.items() if name in kept}
        return {**stays, **{name: text for name, text in said.items() if text}}


def known_cells(duty: Duty, wanted: Wanted) -> dict[str, str]:
    """What the ledger's row is known to say of what is wanted, as people type it."""
    held = duty.held
    table = ledger(held.ledger)
    place = wanted.place if table.area is None else area_path(wanted.place)
    cells = {held.place: place}
    if held.name:
        cells[held.name] = wanted.name
    return cells | {name: values[0] for name, values in held.fixed.items() if len(values) == 1}
