"""What the pages, lists and exports of cases read by name, declared and so proved of a pack."""

from collections.abc import Mapping

from luoshi.casework import advice
from luoshi.casework.projects import pages
from luoshi.casework.reads import Reads
from luoshi.expressions import Kind
from luoshi.pack.processes import MONITORING
from luoshi.pack.requirements import names

OF_MONITORING = Reads(
    fields={
        **names(Kind.TEXT, "监测对象类别 公示地点"),
        **names(Kind.CODES, "致贫返贫风险"),
        **names(Kind.DATE, "公示起始日期"),
    }
)

PAGES: Mapping[str, tuple[Reads, ...]] = {
    MONITORING: (OF_MONITORING, advice.READS),
    pages.PROJECT: (pages.PAGES,),
}
"""By process, what is read of its cases outside of guards."""
