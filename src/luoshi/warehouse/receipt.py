"""The receipt of an imported file: what was taken, what went back and why."""

from datetime import date

from luoshi.frozen import Frozen
from luoshi.warehouse.account import Account
from luoshi.warehouse.batches import ReachBy, reach_told

SHOWN = 200
"""How many refused cells a receipt lists; the refused-rows workbook has all."""

_IN_SUMMARY = 10


class Refusal(Frozen):
    """One refused cell. ``value`` is masked; ``column`` is empty when the whole row is at fault."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    mend: str

    def text(self) -> str:
        """Say where, what, why and how to mend it."""
        column = f"“{self.column}”" if self.column else ""
        value = f"“{self.value}”" if self.value else ""
        return f"工作表“{self.sheet}”第 {self.row} 行{column}{value}：{self.reason}。{self.mend}"


class Receipt(Frozen):
    """What an import did.

    ``read`` says what the file held. Of the rows read, ``accepted`` are stored, ``known`` were
    stored before or stood twice in the file, ``refused`` went back. ``replaced`` earlier rows are
    no longer in force. ``in_force`` rows count now: a full delivery that was only a part shows in
    it. Both are of the whole delivery, where it has several files.
    The rows reach to the day ``reach``, known by ``reach_by``.
    ``batch`` is empty when nothing was recorded; ``earlier_batch`` names the batch in which
    the same file came before, of which others took the place where it is ``replaced_since``.
    """

    table: str
    file: str
    accepted: int = 0
    refused: int = 0
    known: int = 0
    replaced: int = 0
    in_force: int = 0
    warnings: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    read: Account = Account()
    reach: date | None = None
    reach_by: ReachBy = "received"
    batch: str | None = None
    earlier_batch: str | None = None
    replaced_since: bool = False
    refused_file: str | None = None

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Headings of the file that the table does not know."""
        return self.read.unknown

    @property
    def told_read(self) -> list[str]:
        """What was read of the file, in Chinese, a sentence a line; the same at every door."""
        return self.read.told if self.read.sheets else []

    @property
    def is_lost(self) -> bool:
        """Whether nothing of the file was stored, now or before."""
        return self.batch is None and self.earlier_batch is None

    def summary(self, foreseen: bool = False) -> str:
        """The receipt in Chinese, to read; ``foreseen`` where nothing is stored yet."""
        read = [f"{self.file}：{line}" for line in self.told_read]
        told = reach_told(self.reach, self.reach_by)
        reach = [f"数据截至 {told}"] if told else []
        counts = self._foreseen() if foreseen else self._counts()
        remarks = [f"提醒：{warning}" for warning in self.warnings]
        return "\n".join([*read, counts, *reach, *remarks, *self._refused()])

    def _counts(self) -> str:
        counts = f"新入库 {self.accepted:,} 行，已有 {self.known:,} 行，退回 {self.refused:,} 行"
        replaced = f"，替换旧行 {self.replaced:,} 行" if self.replaced else ""
        return f"{self.file} → {self.table}：{counts}{replaced}；库中现有 {self.in_force:,} 行"

    def _foreseen(self) -> str:
        counts = f"将新入库 {self.accepted:,} 行，已有 {self.known:,} 行"
        replaced = f"，将替换旧行 {self.replaced:,} 行" if self.replaced else ""
        back, left = f"，会退回 {self.refused:,} 行", f"；库中将有 {self.in_force:,} 行"
        return f"{self.file} → {self.table}：{counts}{back}{replaced}{left}"

    def _refused(self) -> list[str]:
        lines = [f"退回：{refusal.text()}" for refusal in self.refusals[:_IN_SUMMARY]]
        if self.refused and len(self.refusals) > _IN_SUMMARY:
            lines.append(f"……共退回 {self.refused} 行")
        if self.refused_file:
            lines.append(f"退回的行已写入 {self.refused_file}，改好后可原样再送")
        return lines
