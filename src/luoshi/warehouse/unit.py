"""A delivery of several files as one: their rows stand in one batch, or none of them do."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.warehouse.batches import DeliveredFile
from luoshi.warehouse.difference import Duplicate, duplicates
from luoshi.warehouse.intake import Intake, SheetIntake
from luoshi.warehouse.masking import masked_text
from luoshi.warehouse.outcome import Fault
from luoshi.warehouse.rows import BadCell
from luoshi.warehouse.storage import ROW, SHEET_STEP


class Unit:
    """What was read from the files of one delivery; rows are numbered over all their sheets."""

    def __init__(self, intakes: Sequence[Intake], names: Sequence[str]) -> None:
        self.intakes = intakes
        self.names = names
        if len(intakes) > 1:
            self._number()
            self._settle_duplicates()

    @property
    def rows(self) -> pa.Table:
        """The good rows of all files."""
        return pa.concat_tables([intake.rows for intake in self.intakes])

    @property
    def numbers(self) -> dict[int, str]:
        """The ID numbers behind the person keys."""
        return {key: number for each in self.intakes for key, number in each.numbers.items()}

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return sum(intake.refused for intake in self.intakes)

    @property
    def repeated(self) -> int:
        """How many rows stand there twice, word for word."""
        return sum(intake.repeated for intake in self.intakes)

    @property
    def supplements(self) -> bool:
        """Whether all files are mended workbooks of refused rows."""
        return all(intake.supplements for intake in self.intakes)

    def sheets(self) -> tuple[str, ...]:
        """The sheets in the order rows count them; with their files where there are several."""
        several = len(self.intakes) > 1
        return tuple(
            f"{name}：{masked_text(each.sheet.name)}" if several else masked_text(each.sheet.name)
            for name, intake in zip(self.names, self.intakes, strict=True)
            for each in intake.sheets
        )

    def parts(self, digests: Sequence[str]) -> tuple[DeliveredFile, ...]:
        """The files, each with its digest and how many of its rows are good."""
        told = zip(self.names, digests, self.intakes, strict=True)
        return tuple(
            DeliveredFile(
                file_name=name, sha256=digest, rows=len(intake.rows), refused=intake.refused
            )
            for name, digest, intake in told
        )

    def of_each(self, rows: pa.Table) -> list[int]:
        """How many of some rows came with each file."""
        sheets = pc.divide(rows[ROW], SHEET_STEP).to_numpy()
        counts, first = [], 0
        for intake in self.intakes:
            after = first + len(intake.sheets)
            counts.append(int(((sheets >= first) & (sheets < after)).sum()))
            first = after
        return counts

    def _number(self) -> None:
        first = 0
        for intake in self.intakes:
            numbers = pc.add(intake.rows[ROW], first * SHEET_STEP)
            place = intake.rows.column_names.index(ROW)
            intake.rows = intake.rows.set_column(place, ROW, numbers)
            first += len(intake.sheets)

    def _settle_duplicates(self) -> None:
        """Keep the first row of a key that stands in several files, as in one file."""
        found = duplicates(self.rows, self.intakes[0].table)
        for duplicate in found:
            self._settle(duplicate)
        gone = pa.array([duplicate.row for duplicate in found], pa.int64())
        for intake in self.intakes:
            intake.rows = intake.rows.filter(pc.invert(pc.is_in(intake.rows[ROW], gone)))

    def _settle(self, duplicate: Duplicate) -> None:
        intake, each, _ = self._at(duplicate.row)
        if duplicate.same:
            intake.repeated += 1
            return
        number, key = duplicate.row % SHEET_STEP, intake.table.key
        places = tuple(at for name in key for at in each.head.positions.get(name, ()))
        fault = Fault(
            f"{'、'.join(key)}与{self._where(duplicate.first)}相同，其他内容不同",
            "只留正确的一行；如以本行为准，单独再送本行即可替换前一行",
        )
        each.bad[number].append(BadCell(number, None, None, places, fault))

    def _where(self, row: int) -> str:
        _, each, name = self._at(row)
        sheet = masked_text(each.sheet.name)
        return f"文件“{name}”工作表“{sheet}”第 {row % SHEET_STEP} 行"

    def _at(self, row: int) -> tuple[Intake, SheetIntake, str]:
        """The file and the sheet of a row."""
        place = row // SHEET_STEP
        for intake, name in zip(self.intakes, self.names, strict=True):
            if place < len(intake.sheets):
                return intake, intake.sheets[place], name
            place -= len(intake.sheets)
        raise IndexError(row)
