"""A delivery of several files as one: their rows stand in one batch, or none of them do."""

from collections.abc import Callable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.text.masking import masked_text
from luoshi.warehouse.batches import DeliveredFile
from luoshi.warehouse.intake import Intake
from luoshi.warehouse.repeated_keys import RowPlaces, refuse, settle_repeats, take_out
from luoshi.warehouse.schema import FieldType
from luoshi.warehouse.storage import ROW, SHEET_STEP
from luoshi.warehouse.strays import Stray, stray_fault

_PERSON = FieldType.PERSON


class Unit:
    """What was read from the files of one delivery; rows are numbered over all their sheets."""

    def __init__(self, intakes: Sequence[Intake], names: Sequence[str]) -> None:
        self.intakes = intakes
        self.names = names
        self._number()
        settle_repeats(intakes, names)

    @property
    def rows(self) -> pa.Table:
        """The good rows of all files."""
        return pa.concat_tables([intake.rows for intake in self.intakes])

    @property
    def numbers(self) -> dict[int, str]:
        """The ID numbers behind the person keys of the good rows."""
        told = {key: number for each in self.intakes for key, number in each.numbers.items()}
        persons = [one.name for one in self.intakes[0].table.columns if one.type is _PERSON]
        good = {key for name in persons for key in pc.unique(self.rows[name]).to_pylist()}
        return told if good >= told.keys() else {key: told[key] for key in told if key in good}

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return sum(intake.refused for intake in self.intakes)

    @property
    def is_empty(self) -> bool:
        """Whether no file has a row under its headings."""
        return not any(intake.read for intake in self.intakes)

    @property
    def repeated(self) -> int:
        """How many rows stand there twice, word for word."""
        return sum(intake.repeated for intake in self.intakes)

    @property
    def supplements(self) -> bool:
        """Whether all files are mended workbooks of refused rows."""
        return all(intake.supplements for intake in self.intakes)

    @property
    def origins(self) -> tuple[str, ...]:
        """What the digests begin with of the files from which mended rows went back."""
        return tuple(sorted(set[str]().union(*(intake.origins for intake in self.intakes))))

    def refuse(
        self, strays: Sequence[Stray], scope: Sequence[str], name: Callable[[str], str]
    ) -> None:
        """Send back the rows of other counties, each with whose it is; ``name`` names a county."""
        places = RowPlaces(self.intakes, self.names)
        for stray in strays:
            refuse(places.of(stray.row), *stray_fault(stray, self.intakes[0].table, scope, name))
        take_out(self.intakes, [stray.row for stray in strays])

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
