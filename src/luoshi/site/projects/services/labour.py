"""Work for relief, project by project: the share paid for labour against the year's floor."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.projects.labour import Labour, labour
from luoshi.site.ledgers.services.records import Record
from luoshi.site.place import village_name
from luoshi.site.processes.models import Case
from luoshi.site.projects.policies import CODE, PROJECT


@dataclass(frozen=True)
class ReliefRow:
    """A year of a project: what was paid to whom, and whether it is enough."""

    pk: int
    code: str
    name: str
    place: str
    people: str
    helped: str
    labour: Labour

    @property
    def url(self) -> str:
        """The page of its record."""
        return reverse("ledgers:record", args=[self.pk])


def relief_rows(records: Iterable[Record]) -> list[ReliefRow]:
    """Rows of the ledger judged by the floor of the day the project's money came."""
    some = list(records)
    came = _money_came({record.data[CODE] for record in some})
    rules = Rules(pack.load())
    return [_row(one, labour(one.data, came.get(one.data[CODE], ""), rules)) for one in some]


def _money_came(codes: set[str]) -> dict[str, str]:
    cases: QuerySet[Case] = Case.objects.filter(process=PROJECT, matter__in=codes)
    return {case.matter: case.facts.get("下达日期", "") for case in cases}


def _row(record: Record, found: Labour) -> ReliefRow:
    data = record.data
    return ReliefRow(
        record.pk, data[CODE], data.get("项目名称", ""), village_name(record.area),
        data.get("务工人数", ""), data.get("脱贫和监测务工人数", ""), found,
    )  # fmt: skip
