"""The rows of the dashboard, and what of them is seen."""

import pytest

from luoshi.notice.store import NoticeText
from luoshi.obligations import Status
from luoshi.obligations.dashboard.board import Board, ObligationRow, View, board, focus
from luoshi.obligations.dashboard.outline import lead_units, sections
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack

REGION, QUOTA = "640000", "2021-26/land-quota"
PILOT, REGIONAL = "2021-26/fiscal-pilot-continued", "2021-26/duty-measures"
XIJI, HONGSI, YANCHI = "640422", "640303", "640323"
EVERYWHERE, OWN, BLIND = Sight(None, REGION), Sight(frozenset({XIJI}), REGION), Sight()


def rows(policy: Pack, results, sight: Sight, **view: object) -> dict[str, ObligationRow]:
    found = board(policy, results, View(sight, **view))
    return {row.obligation.id: row for row in found.rows}


def test_the_light_of_all_is_the_most_severe(policy: Pack, results) -> None:
    row = rows(policy, results, EVERYWHERE)[QUOTA]
    assert row.light is Status.BREACHED
    assert dict(row.tally.present) == {Status.BREACHED: 1, Status.NO_DATA: 1, Status.MET: 7}
    assert (row.value, row.target, row.unit) == ("480～720", "600", "亩")


def test_the_light_of_a_county_is_its_own(policy: Pack, results) -> None:
    own = rows(policy, results, Sight(frozenset({YANCHI}), REGION))[QUOTA]
    assert own.light is Status.MET
    assert (own.value, own.own.county) == ("720", YANCHI)
    assert own.tally.total == 9


def test_no_data_is_not_shown_as_met(policy: Pack, results) -> None:
    own = rows(policy, results, Sight(frozenset({HONGSI}), REGION))[QUOTA]
    assert own.light is Status.NO_DATA
    assert own.value == ""


def test_what_is_asked_of_the_region_is_everybodys(policy: Pack, results) -> None:
    for sight in (EVERYWHERE, OWN):
        row = rows(policy, results, sight)[REGIONAL]
        assert row.of_region
        assert (row.light, row.value) == (Status.MET, "720")


def test_who_sees_no_figures_sees_the_obligations(policy: Pack) -> None:
    found = rows(policy, (), BLIND)
    assert set(found) == set(policy.obligations)
    assert all(row.light is None and row.own is None for row in found.values())


def test_the_columns_are_the_notices_counties(policy: Pack, results) -> None:
    columns = focus(policy)
    assert len(columns) == 9
    row = rows(policy, results, EVERYWHERE, columns=columns)[PILOT]
    cells = {cell.county.code[:6]: cell for cell in row.cells}
    assert cells[XIJI].words == "西吉县：未达成，480 万元，目标 600"
    assert cells[HONGSI].words == "红寺堡区：不适用"
    assert row.beyond.total == 0


def test_the_others_are_counted(policy: Pack, results) -> None:
    everywhere = next(one.id for one in policy.obligations.values() if one.where == "all")
    row = rows(policy, results, EVERYWHERE, columns=focus(policy))[everywhere]
    assert row.beyond.total == 13


def test_a_group_leaves_only_what_is_made_to_its_counties(policy: Pack, results) -> None:
    found = rows(policy, results, EVERYWHERE, counties=frozenset({YANCHI}))
    assert found[QUOTA].light is Status.MET
    assert found[QUOTA].tally.total == 1
    assert REGIONAL in found
    assert all(row.asked for row in found.values())


def test_rows_are_picked_by_state_unit_and_clause(policy: Pack, results) -> None:
    every = board(policy, results, View(EVERYWHERE))
    assert every.of(None) == every.led_by("") == every.of_clause("") == every
    for status, count in every.tally.lines:
        assert len(every.of(status).rows) == count
    led = every.led_by("自然资源厅")
    assert {row.obligation.id for row in led.of_clause("2021-26/2.3").rows} >= {QUOTA}
    assert all("自然资源厅" in row.obligation.leads for row in led.rows)


def test_sections_hold_every_row_once_in_the_notices_order(policy: Pack, results) -> None:
    every = board(policy, results, View(EVERYWHERE))
    parts = sections(policy, every.rows)
    numbered = [(part.notice.id, part.number) for part in parts]
    assert numbered == [("2021-26", "2"), ("2021-26", "3"), ("2026-1", "2")]
    clauses = [part for section in parts for part in section.parts]
    assert [part.clause for part in clauses] == list(policy.clauses.values())
    held = [row.obligation.id for part in clauses for row in part.rows]
    assert sorted(held) == sorted(policy.obligations)
    assert sections(policy, Board(()).rows) == []


def test_sentences_stand_with_the_obligations_that_answer_for_them(policy: Pack, results) -> None:
    obligation = policy.obligations[QUOTA]
    text = NoticeText(
        number="", title="", sentences={obligation.sentences[0]: "一句", "9.9.9": "别处"}
    )
    every = board(policy, results, View(EVERYWHERE))
    parts = sections(policy, every.of_clause(obligation.clause).rows, text)
    (quoted,) = parts[0].parts[0].sentences
    assert quoted.text == "一句"
    assert QUOTA in {row.obligation.id for row in quoted.rows}


@pytest.mark.parametrize("which", ["clauses", "obligations"])
def test_each_lead_unit_leads_something(policy: Pack, which: str) -> None:
    units = lead_units(policy)
    assert units == [name for name in policy.units if name in units]
    leads = {unit for one in getattr(policy, which).values() for unit in one.leads}
    assert leads & set(policy.units) <= set(units)
