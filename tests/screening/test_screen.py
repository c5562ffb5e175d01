"""Screening a handful of households kept in a real warehouse."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from luoshi.area_queries.reporting import Records
from luoshi.pack import Pack, load
from luoshi.pack.models import Colour
from luoshi.pack.opening import open_warehouse
from luoshi.screening import Decisions, LeadSeverity, Screening, screen
from luoshi.warehouse.engine import open_engine
from luoshi.warehouse.warehouse import Warehouse

DAY = date(2025, 6, 30)
VILLAGE = "640422100200"
INSURED = {"参保状态": "正常参保", "参保年度": 2025}
GRADED = {"户编号": "H2", "住房状况": "自有住房", "房屋等级": "D", "鉴定日期": date(2025, 5, 1)}


@pytest.fixture
def pack() -> Pack:
    return load()


@pytest.fixture
def warehouse(pack: Pack, tmp_path: Path) -> Warehouse:
    warehouse = open_warehouse(pack, tmp_path)
    village = pack.areas.children("640422100")[1].code
    store(warehouse, "households", [household(f"H{n}", village) for n in (1, 2, 3)])
    store(warehouse, "residents", [resident(n, f"H{n}") for n in (1, 2, 3)])
    store(warehouse, "medical_insurance", [INSURED | {"证件号码": n} for n in (1, 2, 3)])
    return warehouse


def household(number: str, village: str) -> dict[str, Any]:
    return {"户编号": number, "户主姓名": "马某", "行政村": village, "是否易地搬迁": "否"}


def resident(number: int, household: str) -> dict[str, Any]:
    born = {"出生日期": date(1990, 1, 1), "性别": "男", "与户主关系": "户主"}
    return {"证件号码": number, "姓名": "马某", "户编号": household} | born


def store(warehouse: Warehouse, table: str, rows: list[dict[str, Any]]) -> None:
    columns = {name for row in rows for name in row}
    data = pa.table({name: [row.get(name) for row in rows] for name in sorted(columns)})
    moment = datetime.now(UTC)
    named = {"file_name": "手工", "sha256": str(moment), "reach": DAY}
    warehouse.commit(table, data, received_at=moment, **named)


def found(
    pack: Pack, warehouse: Warehouse, decisions: Decisions | None = None
) -> dict[tuple[str, str], LeadSeverity]:
    screening = screen(pack, open_engine(warehouse), DAY, decisions)
    return {
        (lead.rule.id, lead.household): lead.severity for leads in screening.leads for lead in leads
    }


def test_an_untroubled_population_raises_nothing(pack: Pack, warehouse: Warehouse) -> None:
    screening = screen(pack, open_engine(warehouse), DAY)
    assert (screening.people, screening.households, screening.lead_count) == (3, 3, 0)
    assert screening.households_with_leads == 0
    assert [rule["id"] for rule in rules_of(screening)] == list(pack.rules)


def rules_of(screening: Screening) -> list[dict[str, Any]]:
    rules = screening.summary()["rules"]
    assert isinstance(rules, list)
    return rules


def test_a_dangerous_house_is_a_lead_with_its_evidence(pack: Pack, warehouse: Warehouse) -> None:
    store(warehouse, "houses", [GRADED])
    screening = screen(pack, open_engine(warehouse), DAY)
    (lead,) = (lead for leads in screening.leads for lead in leads)
    assert (lead.rule.id, lead.household, lead.fact) == ("dangerous-house", "H2", "H2")
    assert pack.areas.path(str(lead.village)).startswith("固原市")
    assert lead.severity.colour is Colour.RED
    assert "D" in lead.evidence
    assert "{" not in lead.evidence


def reporting(pack: Pack, warehouse: Warehouse) -> Records:
    """How far what was stored reaches."""
    return Records(pack, DAY, deliveries={id_: warehouse.batches(id_) for id_ in warehouse.tables})


def test_a_rule_that_cannot_be_asked_is_not_said_to_find_nothing(
    pack: Pack, warehouse: Warehouse
) -> None:
    store(warehouse, "houses", [GRADED])
    engine, told = open_engine(warehouse), reporting(pack, warehouse)
    assert screen(pack, engine, DAY).asked == pack.rules.keys()
    found = screen(pack, engine, DAY, reporting=told)
    sent = {id_ for id_ in warehouse.tables if warehouse.batches(id_)}
    unsent = {rule.id for rule in pack.rules.values() if rule.table not in sent}
    assert unsent
    assert {one.rule.id for one in found.unasked} == unsent == pack.rules.keys() - found.asked
    assert "没有收到部门数据" in found.unasked[0].told
    assert found.lead_count == 1
    early = screen(pack, engine, DAY.replace(day=1)).lead_count
    assert early == 0  # nothing reaches back to the day


@pytest.mark.parametrize(
    ("day", "is_stale"), [(date(2025, 9, 30), False), (date(2025, 10, 1), True)]
)
def test_old_data_are_asked_but_nothing_follows_from_their_silence(
    pack: Pack, warehouse: Warehouse, day: date, *, is_stale: bool
) -> None:
    store(warehouse, "houses", [GRADED])
    found = screen(pack, open_engine(warehouse), day, reporting=reporting(pack, warehouse))
    assert found.lead_count == 1
    assert ("640422" in found.stale_in.get("dangerous-house", ())) is is_stale
    assert any("已经过时" in why for why in found.behind) is is_stale


def test_a_households_leads_count_as_one_household(pack: Pack, warehouse: Warehouse) -> None:
    store(warehouse, "houses", [GRADED])
    store(warehouse, "medical_insurance", [INSURED | {"证件号码": n} for n in (1, 3)])
    screening = screen(pack, open_engine(warehouse), DAY)
    assert (screening.lead_count, screening.households_with_leads) == (2, 1)


def test_facts_after_the_day_are_not_asked(pack: Pack, warehouse: Warehouse) -> None:
    store(warehouse, "houses", [GRADED | {"鉴定日期": date(2025, 7, 1)}])
    assert found(pack, warehouse) == {}


def test_a_decided_fact_stays_quiet_and_a_graver_one_does_not(
    pack: Pack, warehouse: Warehouse
) -> None:
    store(warehouse, "houses", [GRADED | {"房屋等级": "C"}])
    orange = {("dangerous-house", "H2"): LeadSeverity(Colour.ORANGE)}
    assert found(pack, warehouse) == orange
    assert found(pack, warehouse, orange) == {}
    store(warehouse, "houses", [GRADED])
    assert found(pack, warehouse, orange) == {("dangerous-house", "H2"): LeadSeverity(Colour.RED)}


def test_an_amount_must_grow_by_the_packs_share(pack: Pack, warehouse: Warehouse) -> None:
    spent = [claim(n, Decimal(100_000)) for n in range(2)]
    store(warehouse, "medical_claims", spent)
    before = found(pack, warehouse)
    severity = before["medical-burden", "H1"]
    assert severity == LeadSeverity(Colour.RED, Decimal(200_000))
    store(warehouse, "medical_claims", [claim(2, Decimal(90_000))])
    assert ("medical-burden", "H1") not in found(pack, warehouse, before)
    store(warehouse, "medical_claims", [claim(3, Decimal(20_000))])
    assert ("medical-burden", "H1") in found(pack, warehouse, before)


def claim(number: int, amount: Decimal) -> dict[str, Any]:
    visit = {"结算日期": date(2025, 3, 1), "就医类型": "门诊", "总费用": amount}
    return {"结算编号": f"C{number}", "证件号码": 1, "个人自付": amount} | visit


def test_people_of_no_registered_household_raise_nothing(pack: Pack, warehouse: Warehouse) -> None:
    store(
        warehouse, "accidents", [{"事故编号": "A1", "证件号码": 99, "发生日期": date(2025, 6, 1)}]
    )
    assert found(pack, warehouse) == {}
