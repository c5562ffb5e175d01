"""One recognition of a household serves its cases of monitoring and of relief, and its class."""

import pytest
from casework_cases import TODAY, VILLAGE

from luoshi.pack import load
from luoshi.site.casework.models import IncomeSheet
from luoshi.site.casework.services.recognition import income_of, recognised
from luoshi.site.processes.choices import Source
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.opening import Subject, open_case

pytestmark = pytest.mark.usefixtures("usual", "db")


def opened(process: str, household: str = "H1001") -> Case:
    case, _ = open_case(process, Subject(VILLAGE, household, "马志明"), Source.REPORT, TODAY)
    return case


def sheet(case: Case, per_head: int) -> IncomeSheet:
    return IncomeSheet.objects.create(
        case=case, start=TODAY, end=TODAY, people=4, net=4 * per_head, per_head=per_head, on=TODAY
    )


def known(case: Case, name: str) -> str:
    return recognised(case, load().processes[case.process].field[name])


@pytest.mark.parametrize("process", ["low-income", "support-class"])
def test_what_monitoring_recognised_is_not_recognised_again(process: str) -> None:
    monitored, other = opened("monitoring"), opened(process)
    assert known(other, "监测对象类别") == ""
    monitored.facts = {"监测对象类别": "边缘易致贫户", "核实情况": "看过"}
    monitored.save()
    assert known(other, "监测对象类别") == "边缘易致贫户"
    assert known(other, "核实情况" if process == "support-class" else "核对情况") == ""


def test_one_income_sheet_serves_the_households_open_cases() -> None:
    monitored, relief, another = (
        opened("monitoring"), opened("low-income"), opened("low-income", "H1002")
    )  # fmt: skip
    filled = sheet(monitored, 9000)
    assert income_of(relief) == income_of(monitored) == filled
    assert known(relief, "人均纯收入") == "9000.00"
    assert income_of(another) is None
    assert known(another, "人均纯收入") == ""
    newer = sheet(opened("support-class"), 8000)
    assert income_of(monitored) == newer


def test_a_closed_case_tells_others_nothing_but_keeps_its_own_sheet() -> None:
    monitored, relief = opened("monitoring"), opened("low-income")
    monitored.facts, monitored.closed_on = {"监测对象类别": "边缘易致贫户"}, TODAY
    monitored.save()
    filled = sheet(monitored, 9000)
    assert income_of(relief) is None
    assert known(relief, "监测对象类别") == ""
    assert income_of(monitored) == filled


def test_a_case_about_no_household_is_told_nothing() -> None:
    opened("monitoring").save()
    house, _ = open_case("monitoring", Subject(VILLAGE), Source.REPORT, TODAY)
    assert income_of(house) is None
    assert known(house, "监测对象类别") == ""
