"""Proving: every name resolves and every expression types, or the place of the mistake is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.ids import notice_of, own
from luoshi.pack import Problem, default_folder, load
from luoshi.pack.validation import assumptions, check

Mended = Callable[..., list[Problem]]


@pytest.fixture
def after(tmp_path: Path) -> Mended:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def replaced(file: str, old: str, new: str, checked: bool = True) -> list[Problem]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check(load(folder)) if checked else []

    return replaced


def test_the_ningxia_pack_is_proved() -> None:
    assert check(load()) == []


def test_its_facts_are_the_notices() -> None:
    pack = load()
    notice = pack.notices["2021-26"]
    assert notice.number == "宁乡振发〔2021〕26号"
    assert (str(notice.issued), str(notice.expires)) == ("2021-09-03", "2025-12-31")
    assert set(map(notice_of, pack.clauses)) == set(pack.notices) == {"2021-26", "2026-1"}
    clauses = list(map(own, pack.only("2021-26").clauses))
    assert [c for c in clauses if c.startswith("2.")] == [f"2.{n}" for n in range(1, 17)]
    assert [c for c in clauses if c.startswith("3.")] == [f"3.{n}" for n in range(1, 5)]


def test_what_is_taken_for_granted_is_listed() -> None:
    found = assumptions(load())
    assert any("监测" in line for line in found)
    assert any(line.startswith("核查：") for line in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "message"),
    [
        ("tables/houses.yaml", "codes: house_grades", "codes: house_grade", "columns[", "码表"),
        ("tables/houses.yaml", "sender: 住房城乡建设厅", "sender: 住建局", "sender", "单位"),
        ("screening/medical-burden.yaml", "risk: 因病", "risk: 因病致贫", "risk", "风险类型"),
        (
            "screening/medical-burden.yaml",
            "clause: 2021-26/3.4",
            "clause: 2021-26/3.9",
            "clause",
            "条款",
        ),
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


MISTAKES = [
    ("exports/monitored.yaml", "codes: certificate_kinds", "codes: cards", "columns[", "码表"),
    ("checks/07-health.yaml", "健康状况 is null", "健康状况 = '残疾'", "checks[0].when", "has(列"),
    ("checks/07-health.yaml", "'残疾')", "'残')", "checks[1].when", "“残疾”"),
    ("checks/10-labour.yaml", "has_only(健康状况", "has_only(健康", "let.健康的", "健康状况"),
    ("checks/15-housing.yaml", "住房面积 is null", ":age_end > 1", "checks[0].when", "age_end"),
    ("checks/15-housing.yaml", "是否危房户 is null", ":year > 1", "checks[1].when", ":as_of"),
    ("checks/15-housing.yaml", "when: 监测对象类别 is not null and 住房面积 is null",
     "when: length(户类型)", "checks[2].when", "要条件"),
    ("checks/16-water.yaml", "table: monitored", "table: households", "checks[0].table", "台账"),
    ("checks/18-village.yaml", "columns: [总人口数]", "columns: [总人口]", "checks[0].columns[0]",
     "总人口数"),
    ("checks/18-village.yaml", "about: village", "about: household", "checks[0].about", "户编号"),
]  # fmt: skip
"""File, what stands there, what stands there instead, the key and a part of what is told."""


def test_a_check_that_does_not_hold_is_told_with_its_place(after: Mended) -> None:
    for mistake in MISTAKES[:-1]:
        after(*mistake[:3], checked=False)
    problems = after(*MISTAKES[-1][:3])
    told = {(problem.file.name, problem.key): problem for problem in problems}
    assert len(told) == len(problems) == len(MISTAKES)
    for file, _, _, key, message in MISTAKES:
        name = next(one for one in told if one[0] == Path(file).name and one[1].startswith(key))
        assert message in str(told[name])
        assert told[name].line > 1


def test_a_check_may_be_asked_of_a_ledger(after: Mended) -> None:
    file = "checks/07-health.yaml"
    new = "table: projects\n    about: record\n    when: 总投资 < 当年投资\n    columns: [总投资]\n"
    text = (default_folder() / file).read_text(encoding="utf-8")
    old = text[text.index("table: monitored") : text.index("    severity")]
    assert after(file, old, new) == []


def test_evidence_that_names_a_person_is_refused(after: Mended) -> None:
    (problem,) = after("screening/medical-burden.yaml", "{线}元", "{线}元（{户主姓名}）")
    assert problem.key == "evidence"
    assert "户主姓名" in problem.message


def test_a_lead_that_is_no_unit_is_told(after: Mended) -> None:
    (problem,) = after("notices/2021-26/notice.yaml", "leads: [自然资源厅]", "leads: [国土厅]")
    assert problem.key == "clauses[2].leads[0]"
    assert "国土厅" in problem.message


@pytest.mark.parametrize(
    "when", ["substr(证件号码, 7, 4) = '1949'", "证件号码 = '1'", "户主证件号码 like '6%'"]
)
def test_a_check_that_tells_numbers_digit_by_digit_is_refused(after: Mended, when: str) -> None:
    old = "length(证件号码) = 18 and not id_ok(证件号码)"
    problems = after("checks/01-identity.yaml", old, when)
    assert ["证件号码只能用 birthday" in one.message for one in problems] == [True]
