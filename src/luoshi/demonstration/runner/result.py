"""What a prepared demonstration holds, told in a few lines."""

from dataclasses import dataclass

from luoshi.screening import Screening
from luoshi.warehouse.receipt import Receipt

FORGOTTEN = "演示账号的密码只在建立时显示一次；忘了用 luoshi demo --accounts 重设。"


@dataclass(frozen=True)
class Demo:
    """A prepared demonstration: what was imported, what was found."""

    receipts: tuple[Receipt, ...]
    screening: Screening
    new_leads: int

    def text(self) -> str:
        """What was done, how to get in, and which day to look at."""
        return "\n".join([self._counts(), FORGOTTEN, self._where_to_look()])

    def _where_to_look(self) -> str:
        day = self.screening.as_of
        return f"部门数据截至 {day}；期满以后网站默认看期末，看那一天请在文件页选这一天"

    def _counts(self) -> str:
        stored = sum(receipt.accepted for receipt in self.receipts)
        refused = sum(receipt.refused for receipt in self.receipts)
        return (
            f"入库 {stored:,} 行、退回 {refused:,} 行；"
            f"{self.screening.people:,} 人、{self.screening.households:,} 户，"
            f"截至 {self.screening.as_of} 有 {self.screening.lead_count:,} 条线索，"
            f"涉及 {self.screening.households_with_leads:,} 户，其中新增 {self.new_leads:,} 条。"
        )
