"""Proving: every name resolves and every expression types, or the place of the mistake is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.pack import Problem, default_folder, load
from luoshi.pack.proving import assumptions, check

Mended = Callable[[str, str, str], list[Problem]]


@pytest.fixture
def after(tmp_path: Path) -> Mended:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def replaced(file: str, old: str, new: str) -> list[Problem]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(load(folder))

    return replaced


def test_the_ningxia_pack_is_proved() -> None:
    assert check(load()) == []


def test_its_facts_are_the_notices() -> None:
    pack = load()
    assert pack.notice.number == "宁乡振发〔2021〕26号"
    assert (str(pack.notice.issued), str(pack.notice.expires)) == ("2021-09-03", "2025-12-31")
    assert [c for c in pack.clauses if c.startswith("2.")] == [f"2.{n}" for n in range(1, 17)]
    assert [c for c in pack.clauses if c.startswith("3.")] == [f"3.{n}" for n in range(1, 5)]


def test_what_is_taken_for_granted_is_listed() -> None:
    assert any("监测" in line for line in assumptions(load()))


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "message"),
    [
        ("pack.yaml", "households: households", "households: homes", "registers.households", "表"),
        ("tables/houses.yaml", "codes: house_grades", "codes: house_grade", "columns[", "码表"),
        ("tables/houses.yaml", "sender: 住房城乡建设厅", "sender: 住建局", "sender", "单位"),
        ("screening/medical-burden.yaml", "risk: 因病", "risk: 因病致贫", "risk", "风险类型"),
        ("screening/medical-burden.yaml", 'clause: "3.4"', 'clause: "3.9"', "clause", "条款"),
        ("screening/medical-burden.yaml", "table: households", "table: homes", "table", "表"),
        (
            "screening/medical-burden.yaml",
            "orange: 自付 > 线",
            "orange: 自付金额 > 线",
            "when.orange",
            "自付金额",
        ),
        ("screening/medical-burden.yaml", "measure: 自付", "measure: 户主姓名", "measure", "数"),
        ("screening/medical-burden.yaml", "{线}元", "{红线}元", "evidence", "红线"),
    ],
)
def test_a_name_that_does_not_resolve_is_told_with_its_place(
    after: Mended, file: str, old: str, new: str, key: str, message: str
) -> None:
    problems = after(file, old, new)
    assert problems
    assert problems[0].file.name == Path(file).name
    assert problems[0].key.startswith(key)
    assert message in str(problems[0])
    assert problems[0].line > 1 or key == "registers.households"


def test_evidence_that_names_a_person_is_refused(after: Mended) -> None:
    (problem,) = after("screening/medical-burden.yaml", "{线}元", "{线}元（{户主姓名}）")
    assert problem.key == "evidence"
    assert "户主姓名" in problem.message


def test_a_lead_that_is_no_unit_is_told(after: Mended) -> None:
    (problem,) = after("pack.yaml", "leads: [自然资源厅]", "leads: [国土厅]")
    assert problem.key == "clauses[2].leads[0]"
    assert "国土厅" in problem.message
