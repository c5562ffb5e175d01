"""The page on casework says what the pack says: stages, owners, clocks and ways back."""

import re
from datetime import date
from pathlib import Path

import pytest

from luoshi.pack import load
from luoshi.pack.processes import Direction, Owner, Phase, Process, Stage

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "casework.md").read_text(encoding="utf-8")
COLLECTED = (DOCS / "explanation" / "collected.md").read_text(encoding="utf-8")
DAY = date(2026, 11, 25)
PACK = load()
MONITORING = PACK.processes["monitoring"]
OWNERS = {**PACK.words.roles, Owner.DEPARTMENT: "行业部门"}


def row_of(title: str, section: str) -> list[str]:
    """The cells of the row of a section's table that begins with a title."""
    text = PAGE.partition(f"## {section}")[2].partition("\n## ")[0]
    found = re.search(rf"^\| {re.escape(title)} \|(.*)\|$", text, re.MULTILINE)
    assert found, title
    return [cell.strip() for cell in found[1].split("|")]


def clock(stage: Stage) -> str:
    if stage.clock is None:
        return "—"
    parameter = PACK.parameters[stage.clock]
    value = parameter.on(DAY)
    assert value
    return f"{value.value} {parameter.unit}"


def moves(stage: Stage, direction: Direction) -> str:
    here = [move for move in MONITORING.moves if stage.id in move.origins]
    return "、".join(move.title for move in here if move.direction is direction) or "—"


@pytest.mark.parametrize(
    "stage", [one for one in MONITORING.stages if one.phase is not Phase.CLOSED], ids=lambda s: s.id
)
def test_each_stage_of_monitoring_is_as_the_pack_has_it(stage: Stage) -> None:
    assert stage.owner
    assert row_of(stage.title, "防止返贫监测的环节") == [
        OWNERS[stage.owner],
        clock(stage),
        moves(stage, Direction.ON),
        moves(stage, Direction.BACK),
    ]


@pytest.mark.parametrize(
    "process", [one for one in PACK.processes.values() if one != MONITORING], ids=lambda p: p.id
)
def test_each_other_kind_is_told_with_who_handles_it(process: Process) -> None:
    told = row_of(process.title, "其他事项")[1]
    for stage in process.stages:
        if stage.owner is not None:
            is_unit = stage.owner is Owner.DEPARTMENT and process.unit
            assert f"{stage.title}（{process.unit if is_unit else OWNERS[stage.owner]}）" in told


@pytest.mark.parametrize("words", ["打卡", "积分", "排名", "位置", "拍照", "2023 年 12 月"])
def test_what_is_never_collected_is_said(words: str) -> None:
    assert words in COLLECTED
