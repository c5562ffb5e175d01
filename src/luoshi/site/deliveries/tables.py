"""What was sent on the site, and all that came of a table, as lists."""

from luoshi.site.deliveries.policies import datasets
from luoshi.site.list_table import Column, ListTable
from luoshi.text.numbers import grouped


def _title(id_: str) -> str:
    """A table's title; none where the pack has it no more."""
    return next((one.title for one in datasets() if one.id == id_), "")


class DeliveryTable(ListTable):
    """Deliveries sent on the site, the newest first."""

    title = "报送"
    shown = ("at", "table", "who", "files", "state")
    default = "-at"
    per_page = 20

    at = Column("时间", sort="at", cell="deliveries/cells/at.html", link=True, bare=True,
                look="numbers")  # fmt: skip
    table = Column("表", lambda row: _title(row.table), sort="table")
    who = Column("谁", lambda row: row.by.title)
    files = Column("文件", lambda row: "、".join(row.files), look="file-name")
    state = Column("状态", lambda row: row.get_state_display(), sort="state")


class BatchTable(ListTable):
    """The batches of a table, the newest first."""

    title = "历次报送"
    shown = ("received", "who", "files", "where", "reach", "accepted", "known", "replaced",
             "refused", "confirmed")  # fmt: skip

    received = Column("收到", cell="deliveries/cells/received.html", link=True, bare=True,
                      look="numbers")  # fmt: skip
    who = Column("谁")
    files = Column("文件", lambda row: row.batch.file_name, look="file-name")
    where = Column("哪里的")
    reach = Column("数据截至", lambda row: row.batch.reach, cell="deliveries/cells/reach.html",
                   look="numbers")  # fmt: skip
    accepted = Column("新入库", lambda row: grouped(row.batch.accepted), look="number")
    known = Column("已有", lambda row: grouped(row.batch.known), look="number")
    replaced = Column("替换旧行", lambda row: grouped(row.batch.replaced), look="number")
    refused = Column("退回", lambda row: grouped(row.batch.refused), look="number")
    confirmed = Column("确认过的", lambda row: "；".join(row.batch.confirmed))
