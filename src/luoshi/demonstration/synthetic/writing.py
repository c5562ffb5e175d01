"""A province as a folder of files, as the departments of a real one would send them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from luoshi.demonstration.synthetic.files import WORKBOOKS, WRITERS, form_of, write_parquet
from luoshi.demonstration.synthetic.format_variants import card_numbers, vary
from luoshi.demonstration.synthetic.invalid_rows import Refused, spoil, spoil_rows
from luoshi.demonstration.synthetic.manifest import EARLIER, Summary, Written, write_lists
from luoshi.demonstration.synthetic.profile import load_setting
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.demonstration.synthetic.sheets import SyntheticSheet, as_sheet, sorted_rows
from luoshi.demonstration.synthetic.snapshots import as_stood, year_ends
from luoshi.demonstration.synthetic.world import World, gather
from luoshi.pack import Pack, load
from luoshi.warehouse.schema import Table

Progress = Callable[[float], None]
"""Told the share done, from 0 to 1."""

"""The day the demonstration province is seen on, unless another is asked for."""

DEMO_SEED = 26
"""The seed of the demonstration, unless another is asked for."""


@dataclass(frozen=True)
class Office:
    """Who writes the files: where to, from which pack, with which dirt."""

    pack: Pack
    out: Path
    as_of: date
    dirt: bool
    streams: Streams

    def write(self, table: Table, rows: pa.Table) -> Written:
        """Write one department's file."""
        form = form_of(table.id, rows)
        if form == "parquet":
            return self._write_typed(table, rows)
        sheet = as_sheet(sorted_rows(rows, table), table, self.pack.areas)
        refused: list[Refused] = []
        if self.dirt:
            self._frame(sheet, form)
            sheet, refused = self._dirtied(sheet)
        ending, write = WRITERS[form]
        path = self.out / f"{table.title}{ending}"
        write(sheet, path)
        return Written(table, path.name, len(rows), tuple(refused))

    def write_earlier(self, table: Table, rows: pa.Table) -> None:
        """Write how a state table stood at the year-ends of the notices' terms before the day."""
        for day in year_ends(self.pack.term.first, self.as_of):
            if table.is_state:
                folder = self.out / EARLIER
                folder.mkdir(exist_ok=True)
                path = folder / f"{table.title}_{day:%Y%m%d}.parquet"
                write_parquet(as_stood(rows, table, day), path)

    def _frame(self, sheet: SyntheticSheet, form: str) -> None:
        """Write over the headings and under the rows what offices write there."""
        if form in WORKBOOKS:
            title, sender = sheet.table.title, sheet.table.sender
            sheet.above = (f"{title}情况统计表", f"填报单位：{sender}　截止日期：{self.as_of}")
            sheet.below = ("注：本表为合成数据，不对应任何真人。",)

    def _dirtied(self, sheet: SyntheticSheet) -> tuple[SyntheticSheet, list[Refused]]:
        rng = self.streams.of("dirt", sheet.table.id)
        if sheet.table.id == "disability":
            card_numbers(sheet, self.pack.codes, rng)
        refused = spoil(sheet, rng)
        return vary(sheet, self.pack.codes, rng), refused

    def _write_typed(self, table: Table, rows: pa.Table) -> Written:
        refused: list[Refused] = []
        count = len(rows)
        if self.dirt and table.person:
            rows, refused = spoil_rows(rows, table.person, self.streams.of("dirt", table.id))
        path = self.out / f"{table.title}.parquet"
        write_parquet(rows, path)
        return Written(table, path.name, count, tuple(refused))


def write_province(
    out: Path,
    people: int,
    seed: int = DEMO_SEED,
    as_of: date | None = None,
    dirt: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Write a made-up province of ``people`` persons, seen on ``as_of`` (by
    default the day of the place's demonstration), into ``out``.

    With ``dirt`` the files are as offices send them, and ``dirt.csv`` lists the rows an
    importer must refuse; ``truth.csv`` lists the risks planted. The same arguments give the
    same bytes.
    """
    pack, tell = load(), progress or _silent
    as_of = as_of or load_setting(pack.folder).day
    out.mkdir(parents=True, exist_ok=True)
    world = World.make(pack, people, seed, as_of)
    tell(0.1)
    tables, truth = gather(world)
    tell(0.25)
    office = Office(pack, out, as_of, dirt, world.streams)
    written = []
    for id_, rows in tables.items():
        office.write_earlier(pack.tables[id_], rows)
        written.append(office.write(pack.tables[id_], rows))
        tell(0.25 + 0.75 * len(written) / len(tables))
    summary = Summary(out, people, len(world.people.homes), len(truth), as_of, tuple(written))
    write_lists(summary, truth)
    return summary


def _silent(_share: float) -> None:
    """Tell nobody."""
