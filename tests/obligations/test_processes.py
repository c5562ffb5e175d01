"""Mechanism, activity and prohibition: what is there, and what must not be."""

from datetime import date

import pytest
from obligations.making import case

from luoshi.area_queries.reported import Standing
from luoshi.obligations.kinds import activity, mechanism, prohibition
from luoshi.obligations.sheet import Violation
from luoshi.obligations.status import Status
from luoshi.obligations.violations import SOMEBODY, violation
from luoshi.pack import Pack, load

HALF, END = date(2023, 6, 30), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("day", "parts", "status"),
    [
        (END, (True, True, True), Status.MET),
        (END, (True, True, False), Status.BREACHED),
        (HALF, (True, True, True), Status.MET),
        (HALF, (True, False, False), Status.ON_TRACK),
        (HALF, (False, False, False), Status.AT_RISK),
    ],
)
def test_mechanism(day: date, parts: tuple[bool, ...], status: Status) -> None:
    assert mechanism.judge(case("mechanism", day), mechanism.Figures(parts)).status is status


def test_a_mechanism_names_the_parts_it_lacks() -> None:
    found = mechanism.judge(case("mechanism", END), mechanism.Figures((False, True, False)))
    assert found.reason == "2023年西吉县 3 项中 1 项在运转，缺：联席推进、产业带动"
    assert (found.value, found.target) == (1, 3)


def test_a_mechanism_without_records_is_unknown() -> None:
    asked = case("mechanism", END, records=0)
    assert mechanism.judge(asked, mechanism.Figures((True,) * 3)).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("day", "evidence", "records", "status"),
    [
        (HALF, 1, 1, Status.MET),
        (END, 1, 1, Status.MET),
        (END, 0, 12, Status.BREACHED),
        (END, None, 12, Status.BREACHED),
        (HALF, 0, 12, Status.AT_RISK),
        (date(2023, 2, 1), 0, 12, Status.ON_TRACK),
        (END, 0, 0, Status.NO_DATA),
        (HALF, 0, 0, Status.NO_DATA),
    ],
)
def test_activity(day: date, evidence: int | None, records: int, status: Status) -> None:
    figures = activity.Figures(evidence)  # type: ignore[arg-type]
    assert activity.judge(case("activity", day, records), figures).status is status


def test_an_activity_shows_its_number() -> None:
    figures = activity.Figures(1, 35)  # type: ignore[arg-type]
    asked = case("activity", END, figure="培训", unit="人")
    assert activity.judge(asked, figures).reason == "2023年西吉县培训 35 人"


def test_records_of_other_things_are_no_evidence() -> None:
    found = activity.judge(case("activity", END, 12), activity.Figures(0))  # type: ignore[arg-type]
    assert found.reason == "2023年西吉县填报了 12 条记录，没有一条属于本项"


def test_no_activity_is_known_once_all_is_told() -> None:
    asked = case("activity", END, 0, Standing.COMPLETE)
    found = activity.judge(asked, activity.Figures(None))
    assert (found.status, found.reason) == (Status.BREACHED, "2023年西吉县报全了，没有记录")


def _forbidden(
    day: date, found: int = 0, records: int = 0, standing: Standing = Standing.UNOWED
) -> prohibition.Verdict:
    rows = tuple(Violation("640422", f"地块{i}") for i in range(found))
    asked = case("prohibition", day, records, standing)
    return prohibition.judge(asked, prohibition.Figures(rows))


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ({"day": END, "found": 1, "records": 3}, Status.BREACHED),
        ({"day": HALF, "found": 1, "records": 3}, Status.BREACHED),
        ({"day": HALF, "records": 3}, Status.ON_TRACK),
        ({"day": END, "records": 3}, Status.MET),
        ({"day": END, "records": 3, "standing": Standing.OPEN}, Status.ON_TRACK),
        ({"day": END}, Status.NO_DATA),
        ({"day": END, "standing": Standing.COMPLETE}, Status.MET),
        ({"day": END, "standing": Standing.OPEN}, Status.NO_DATA),
    ],
)
def test_prohibition(rows: dict[str, object], status: Status) -> None:
    assert _forbidden(**rows).status is status  # type: ignore[arg-type]


def test_violations_are_named_up_to_a_few() -> None:
    two = _forbidden(END, found=2, records=2)
    assert two.reason == "2023年西吉县发现 2 处：地块0、地块1"
    assert (two.value, two.target) == (2, 0)
    many = _forbidden(END, found=12, records=12)
    assert many.reason.endswith("：地块0、地块1、地块2、地块3、地块4等 12 个")


def test_personal_rows_are_counted_not_named() -> None:
    figures = prohibition.Figures((Violation("640422"),) * 3)
    found = prohibition.judge(case("prohibition", END, 3), figures)
    assert found.reason == "2023年西吉县发现 3 处"


def test_none_found_tells_what_was_looked_at() -> None:
    assert _forbidden(END, records=7).reason == "2023年西吉县查 7 条记录，没有发现"
    told = _forbidden(END, standing=Standing.COMPLETE).reason
    assert told == "2023年西吉县没有这类记录，没有发现"


def test_a_number_that_names_a_child_is_not_told(places: Pack) -> None:
    row = {"county": "640422", "key:登记编号": "640422-2023-0007"}
    assert violation(places.tables["dropouts"], row) == Violation("640422")
    for obligation in load().obligations.values():
        table = places.tables[getattr(obligation, "table", "land_use")]
        keys = {f"key:{one.name}": "1" for one in table.columns}
        told = violation(table, {"county": "640422", **keys})
        assert bool(told.key) == all(one.type not in SOMEBODY for one in table.columns)
