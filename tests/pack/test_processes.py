"""Processes: what they name is there, and what their steps write has all it must."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.pack import Problem, default_folder, load
from luoshi.pack.validation import check

Mended = Callable[[str, str], list[Problem]]


@pytest.fixture
def after(tmp_path: Path) -> Mended:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def replaced(old: str, new: str) -> list[Problem]:
        path = folder / "processes" / "project.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(load(folder))

    return replaced


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("clause: 2021-26/2.1", "clause: 2021-26/2.99", "clause", "条款"),
        ("clock: project_start_days", "clock: start_days", "stages[", "参数"),
        ("codes: project_kinds", "codes: project_kind", "fields[", "码表"),
        ("reasons: project_removals", "reasons: removals", "moves[", "码表"),
        ("水利: 水利厅", "水利: 水务厅", "unit_by.units.水利", "单位"),
        ("main: project_bank", "main: bank", "ledgers.main", "台账"),
        ("work_relief, project_assets", "villages, project_assets", "ledgers.rows[4]", "台账"),
        ("ledger: project_notices", "ledger: notices", "moves[", "台账"),
        ("sets: {公示环节: 入库公示", "sets: {环节: 入库公示", "moves[", "没有这些列"),
        (', 监督电话: "12317"', "", "moves[", "监督电话"),
    ],
)
def test_what_is_not_there_is_told_with_its_place(
    after: Mended, old: str, new: str, key: str, message: str
) -> None:
    problem = after(old, new)[0]
    assert problem.file.name == "project.yaml"
    assert problem.key.startswith(key)
    assert message in problem.message


def test_no_process_names_a_unit_called_nothing() -> None:
    assert {process.unit for process in load().processes.values()} <= {None, *load().units}


def test_a_ledger_nobody_fills_asks_nobody_to_type() -> None:
    from luoshi.pack.elements import typed

    pack = load()
    assert pack.tables["project_bank"].fills == ()
    assert typed(pack.tables["project_bank"], pack) == []
