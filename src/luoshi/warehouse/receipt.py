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
    the same file came before.
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
    refused_file: str | None = None

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Headings of the file that the table does not know."""
        return self.read.unknown

    def summary(self) -> str:
        """The receipt in Chinese, to read."""
        read = [f"{self.file}：{line}" for line in self.read.lines() if self.read.sheets]
        told = reach_told(self.reach, self.reach_by)
        reach = [f"数据截至 {told}"] if told else []
        return "\n".join([*read, self._counts(), *reach, *self._remarks(), *self._refused()])

    def _counts(self) -> str:
        counts = f"新入库 {self.accepted:,} 行，已有 {self.known:,} 行，退回 {self.refused:,} 行"
        replaced = f"，替换旧行 {self.replaced:,} 行" if self.replaced else ""
        return f"{self.file} → {self.table}：{counts}{replaced}；库中现有 {self.in_force:,} 行"

    def _remarks(self) -> list[str]:
        columns = (("未读的列", self.read.unknown), ("文件里没有的列", self.read.missing))
        told = [f"{what}：{'、'.join(names)}" for what, names in columns if names]
        return [f"提醒：{warning}" for warning in self.warnings] + told

    def _refused(self) -> list[str]:
        lines = [f"退回：{refusal.text()}" for refusal in self.refusals[:_IN_SUMMARY]]
        if self.refused and len(self.refusals) > _IN_SUMMARY:
            lines.append(f"……共退回 {self.refused} 行")
        if self.refused_file:
            lines.append(f"退回的行已写入 {self.refused_file}，改好后可原样再送")
        return lines
