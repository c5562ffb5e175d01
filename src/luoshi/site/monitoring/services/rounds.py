"""A round of screening: all rules on what the warehouse holds, decisions remembered."""

from datetime import date
from decimal import Decimal

from luoshi import pack
from luoshi.pack import Pack
from luoshi.pack.rules import values_on
from luoshi.screening import Screening, screen
from luoshi.screening.requirements import SURGE
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.ledgers.services.reporting import reporting_at
from luoshi.site.monitoring.choices import LIVE
from luoshi.site.monitoring.models import Lead
from luoshi.site.monitoring.services.decided_facts import decisions
from luoshi.site.monitoring.services.publishing import Published, publish
from luoshi.site.sources import engine
from luoshi.warehouse.duck import name as quoted


class SurgeError(ValueError):
    """So many leads at once that the data is likelier to be incomplete than people in trouble."""


class NoRegisterError(ValueError):
    """There is nobody to screen: a register has not been received."""


def find_leads(as_of: date) -> Screening:
    """Screen everyone as of a day; nothing is stored.

    Raises:
        NoRegisterError: a register of people or households is not there.
        LackingError: no rule can be asked of what is there.
    """
    _demand_registers(pack.load())
    return screen(pack.load(), engine(), as_of, decisions(), reporting_at(stamp(), None))


def screen_and_publish(as_of: date, anyway: bool = False) -> tuple[Screening, Published]:
    """Screen everyone as of a day and put the leads on the worklists.

    Raises:
        NoRegisterError: a register of people or households is not there.
        OutdatedError: leads of a later day are already published.
        SurgeError: there are suspiciously many, and ``anyway`` was not said.
    """
    screening = find_leads(as_of)
    if not anyway:
        _doubt(screening)
    return screening, publish(pack.load(), screening, engine())


def _demand_registers(policy: Pack) -> None:
    registers = (policy.registers.residents, policy.registers.households)
    missing = [policy.tables[one] for one in registers if not _rows(one)]
    if missing:
        named = "、".join(f"“{table.title}”（{table.id}）" for table in missing)
        raise NoRegisterError(
            f"没有可以筛查的人：还没有收到{named}。请先用 luoshi import 表 文件 收这些登记册"
            "和各部门的数据，再筛查。"
        )


def _rows(table: str) -> int:
    return int(engine().query(f"SELECT count(*) AS n FROM {quoted(table)}")["n"][0].as_py())


def _doubt(screening: Screening) -> None:
    values = values_on(pack.load(), frozenset({SURGE}), screening.as_of)
    standing = Lead.objects.filter(state__in=LIVE).count()
    if standing and screening.lead_count > standing * Decimal(str(values[SURGE])):
        raise SurgeError(
            f"截至 {screening.as_of} 会有 {screening.lead_count:,} 条线索，现在待核实和办理中的只有"
            f" {standing:,} 条：多半是 {screening.as_of} 的部门数据还没有送齐，没有发布。"
            "请核对日期和数据；确实无误的，加 --anyway"
        )
