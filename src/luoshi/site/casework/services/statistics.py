"""Numbers of cases by area, class, risk and month: each is a list of cases, counted."""

from datetime import date

from django.db.models import Count, F, QuerySet, TextChoices, Value
from django.db.models.functions import Substr, TruncMonth

from luoshi import pack
from luoshi.casework.statistics import StatisticsLine, statistics_lines
from luoshi.site.processes.models import Case


class By(TextChoices):
    """What numbers are broken down by."""

    AREA = "area", "地区"
    KIND = "kind", "监测对象类别"
    RISK = "risk", "风险"
    MONTH = "month", "立项月份"


def statistics(cases: QuerySet[Case], by: By, digits: int) -> list[StatisticsLine]:
    """The cases counted by value and phase; a case of several risks counts under each."""
    counted = _counted(cases, by, digits)
    rows = ((_split(value, by), phase, ending, n) for value, phase, ending, n in counted)
    return statistics_lines(rows, _order(by))


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


def _order(by: By) -> list[str]:
    """The values of a code list as the pack names them."""
    codes = {By.KIND: "monitored_kinds", By.RISK: "risk_kinds"}.get(by)
    return [item.name for item in pack.load().codes[codes].items] if codes else []
