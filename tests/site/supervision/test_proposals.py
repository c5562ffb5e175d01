"""What is proposed of promises that are not kept, and to whom."""

from datetime import date

import pytest

from luoshi.area_queries import Period
from luoshi.obligations import Evidence, Result, Status
from luoshi.pack import load
from luoshi.site.supervision.services.proposals import proposed

TERM = Period(date(2021, 9, 3), date(2025, 12, 31))
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def result(obligation: str, county: str, status: Status, **more: object) -> Result:
    said = {"value": None, "target": None, "unit": None, "reason": "差一条"}
    return Result(obligation, "2021-26/3.2", county, YEAR, status, **{**said, **more})  # type: ignore[arg-type]


def test_a_row_that_violates_is_proposed_to_the_unit_it_names() -> None:
    id_ = "2021-26/duty-two-months"
    keys = tuple((("牵头单位", unit), ("政策事项", "某项措施")) for unit in ("水利厅", "财政厅"))
    evidence = (Evidence("policies", "贯彻措施", 9, "640000", None, keys),)
    found = list(
        proposed(
            load().obligations[id_],
            [result(id_, "640000", Status.BREACHED, evidence=evidence)],
        )
    )
    assert [one.unit for one in found] == ["水利厅", "财政厅"]
    assert all(one.standing for one in found)
    assert len({one.origin for one in found}) == 2
    assert found[0].text == "牵头单位：水利厅，政策事项：某项措施"
    assert max(len(one.origin) for one in found) <= 128


@pytest.mark.parametrize(
    ("status", "term", "said"),
    [
        (Status.BREACHED, (), "西吉县：差一条"),
        (Status.MET, ((YEAR, Status.BREACHED),), "西吉县：2024年没有做到"),
    ],
)
def test_others_go_to_the_first_lead_unit_with_what_is_not_kept(
    status: Status, term: object, said: str
) -> None:
    id_ = "2021-26/guard-water"
    (one,) = proposed(load().obligations[id_], [result(id_, "640422", status, term=term)])
    assert (one.unit, one.text, one.standing) == (load().obligations[id_].leads[0], said, False)
    assert one.origin == "obligation:2021-26/guard-water"
