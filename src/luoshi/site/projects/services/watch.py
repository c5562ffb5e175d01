"""What is amiss with projects under way: late, ill noticed, ill funded, labour ill paid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet, TextChoices
from django.urls import reverse

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.case_file import Cells
from luoshi.casework.clocks import clock
from luoshi.casework.projects.labour import labour
from luoshi.casework.projects.rows import FUNDS, NOTICES, RELIEF, amount, arranged
from luoshi.pack.processes import Process
from luoshi.site.ledgers.services.records import records_of
from luoshi.site.place import village_name
from luoshi.site.processes.models import Case
from luoshi.site.projects.policies import CODE, OBLIGATION, process
from luoshi.site.projects.presenters.panels.notices import notice_line
from luoshi.text.numbers import money

BEFORE_BANK = ("idea", "township", "sector", "county", "notice")
WAITING = ("banked", "planned")


class Kind(TextChoices):
    """What a fault is about."""

    LATE = "late", "逾期"
    NOTICE = "notice", "公示"
    MONEY = "money", "资金"
    LABOUR = "labour", "以工代赈"
    ROLL = "roll", "滚动"
    OBLIGATION = "promise", "承诺"


@dataclass(frozen=True)
class Fault:
    """One thing amiss with one project."""

    kind: Kind
    pk: int
    code: str
    name: str
    place: str
    stage: str
    text: str

    @property
    def url(self) -> str:
        """The page of its project."""
        return reverse("projects:project", args=[self.pk])


@dataclass(frozen=True)
class Watch:
    """Looks at open projects on a day, all their rows of ledgers read once."""

    cases: Sequence[Case]
    today: date

    @classmethod
    def over(cls, cases: QuerySet[Case], today: date) -> "Watch":
        """Looks at those of the projects that are not closed."""
        return cls(list(cases.filter(closed_on=None).order_by("village", "pk")), today)

    def faults(self, kind: str = "") -> list[Fault]:
        """Everything amiss, or what is of one kind, project by project."""
        found = (self._fault(case, *one) for case in self.cases for one in self._of(case))
        return [one for one in found if not kind or one.kind == kind]

    def _of(self, case: Case) -> Iterator[tuple[Kind, str]]:
        time = clock(case.due_on, self.today)
        if time.late:
            yield Kind.LATE, time.words
        yield from ((Kind.NOTICE, text) for text in self._notices(case))
        yield from ((Kind.MONEY, text) for text in self._money(case))
        yield from ((Kind.LABOUR, text) for text in self._labour(case))
        year = case.facts.get("库年度", "")
        if case.stage in WAITING and year < str(self.today.year):
            yield Kind.ROLL, f"{year}年度库里没有安排资金，应滚动到下一年度或出库"
        if case.stage not in BEFORE_BANK and not case.facts.get(OBLIGATION):
            yield Kind.OBLIGATION, "没有写服务于文件的哪项承诺"

    def _notices(self, case: Case) -> Iterator[str]:
        for row in self._rows[NOTICES][case.matter]:
            line = notice_line(0, row, self.today, self._rules)
            yield from (f"{line.kind}：{text}" for text in line.faults)

    def _money(self, case: Case) -> Iterator[str]:
        given, total = arranged(self._rows[FUNDS][case.matter]), amount(case.facts, "总投资")
        if given > total:
            yield f"安排资金 {money(given)} 万元，超过总投资 {money(total)} 万元"
        if given > 0 and case.stage in BEFORE_BANK:
            yield f"没有入库就安排了资金 {money(given)} 万元"

    def _labour(self, case: Case) -> Iterator[str]:
        came = case.facts.get("下达日期", "")
        for row in self._rows[RELIEF][case.matter]:
            found = labour(row, came, self._rules)
            if not found.enough:
                yield f"劳务报酬 {found.words}"

    @cached_property
    def _rules(self) -> Rules:
        return Rules(pack.load())

    @cached_property
    def _process(self) -> Process:
        return process()

    @cached_property
    def _rows(self) -> dict[str, dict[str, list[Cells]]]:
        counties = {case.village[:6] for case in self.cases}
        return {ledger: _by_code(ledger, counties) for ledger in (NOTICES, FUNDS, RELIEF)}

    def _fault(self, case: Case, kind: Kind, text: str) -> Fault:
        stage = self._process.stage[case.stage].title
        name = case.facts.get("项目名称", "")
        return Fault(kind, case.pk, case.matter, name, village_name(case.village), stage, text)


def _by_code(ledger: str, counties: Iterable[str]) -> dict[str, list[Cells]]:
    found: defaultdict[str, list[Cells]] = defaultdict(list)
    rows = records_of(ledger).filter(county__in=counties)
    for data in rows.values_list("data", flat=True).order_by("pk"):
        found[data[CODE]].append(data)
    return found
