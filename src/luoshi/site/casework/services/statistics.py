"""Numbers of cases by area, class, risk and month: each is a list of cases, counted."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, TextChoices, Value
from django.db.models.functions import Substr, TruncMonth

from luoshi import pack
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Phase
from luoshi.site.processes.models import Case


class By(TextChoices):
    """What numbers are broken down by."""

    AREA = "area", "地区"
    KIND = "kind", "监测对象类别"
    RISK = "risk", "风险"
    MONTH = "month", "立项月份"


@dataclass(frozen=True)
class StatisticsLine:
    """One value (empty: nobody has told it yet) with the number of cases in each phase.

    ``endings`` are the closed ones by what they came to: together they are all of them.
    """

    value: str
    phases: dict[Phase, int]
    endings: dict[Ending, int]

    @property
    def standing(self) -> int:
        """How many are open."""
        return sum(self.phases.values()) - self.closed

    @property
    def closed(self) -> int:
        """How many are closed."""
        return self.phases.get(Phase.CLOSED, 0)


def statistics(cases: QuerySet[Case], by: By, digits: int) -> list[StatisticsLine]:
    """The cases counted by value and phase; a case of several risks counts under each."""
    phases: defaultdict[str, Counter[Phase]] = defaultdict(Counter)
    endings: defaultdict[str, Counter[Ending]] = defaultdict(Counter)
    for value, phase, ending, number in _counted(cases, by, digits):
        for one in _split(value, by):
            phases[one][Phase(phase)] += number
            endings[one].update({Ending(ending): number} if ending else {})
    order = sorted(phases, key=_place(by))
    return [StatisticsLine(value, dict(phases[value]), dict(endings[value])) for value in order]


def _counted(
    cases: QuerySet[Case], by: By, digits: int
) -> "QuerySet[Case, tuple[str | date, str, str, int]]":
    value = {
        By.AREA: Substr("village", 1, digits) if digits else Value(""),
        By.KIND: F("kind"),
        By.RISK: F("risks"),
        By.MONTH: TruncMonth("opened_on"),
    }[by]
    rows = cases.order_by().annotate(value=value).values("value", "phase", "ending")
    counted = rows.annotate(number=Count("pk"))
    return counted.values_list("value", "phase", "ending", "number")


def _split(value: str | date, by: By) -> list[str]:
    if isinstance(value, date):
        return [f"{value:%Y-%m}"]
    return value.strip(",").split(",") if by is By.RISK else [value]


def _place(by: By) -> Callable[[str], tuple[int, str]]:
    codes = {By.KIND: "monitored_kinds", By.RISK: "risk_kinds"}.get(by)
    order = [item.name for item in pack.load().codes[codes].items] if codes else []
    return lambda value: (order.index(value) if value in order else len(order), value)
