"""A mistake in a topic is told with its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.pack import PackError, Problem, default_folder, load
from luoshi.pack.validation import assumptions
from luoshi.topics.validation import check

Mended = Callable[[str, str], list[Problem]]


@pytest.fixture
def after(tmp_path: Path) -> Mended:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def replaced(old: str, new: str) -> list[Problem]:
        path = next(p for p in (folder / "topics").glob("*.yaml") if old in p.read_text("utf-8"))
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
        return check(load(folder))

    return replaced


def test_the_ningxia_topics_are_proved() -> None:
    assert check(load()) == []


def test_what_is_taken_for_granted_is_listed() -> None:
    lines = assumptions(load())
    assert "监管规则：支出进度落后序时进度" in lines
    assert "专题的数：管理费占当年资金" in lines


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("ledgers: [fund_arrivals,", "ledgers: [fund_arrival,", "ledgers[0]", "fund_arrivals"),
        ("where: 2021-26/integration_pilot", "where: pilots", "groups[", "县组"),
        (
            "together: [2021-26/key, 2021-26/others]",
            "together: [2021-26/key, 2021-26/other]",
            "groups[",
            "others",
        ),
        ("by: fund_allocation.任务", "by: fund_allocation.任物", "groups[", "任务"),
        ("measure: 使用\n        per: 安排", "measure: 使用\n        per: 按排", "groups[", "per"),
        ("measure: 到位 - 当年支付", "measure: 到位 - 支付", "groups[", "measure"),
        ('at_least: "0"', "at_least: ':没有'", "groups[", "at_least"),
        ("per: 乡镇数", "per: '20'", "groups[", "不变的数"),
        ("table: fund_arrivals", "table: fund_arrival", "watches[", "表"),
        ("outside: 2021-26/national_key", "outside: national", "watches[", "县组"),
        ("when: 用途 = '专项范围以外'", "when: 用途 = '范围以外'", "watches[", "码表"),
        ("columns: [支出进度, 序时进度", "columns: [支出, 序时进度", "watches[", "支出"),
        (
            "columns: [公益性岗位, 务工地类别, ",
            "columns: [姓名, 务工地类别, ",
            "watches[",
            "个人信息",
        ),
        ("among: key_villages", "among: key_village", "watches[", "表"),
        ("listed: has(村类别,", "listed: has(类别,", "watches[", "村类别"),
        ("when: 获贷户数 >", "when: :没有 >", "watches[", "参数"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    after: Mended, old: str, new: str, key: str, said: str
) -> None:
    (problem,) = after(old, new)[:1]
    assert problem.file.parent.name == "topics"
    assert problem.key.startswith(key)
    assert said in f"{problem.key} {problem}"
    assert problem.line > 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("headline: [arrived,", "headline: [arrive,", "headline"),
        ("plus: [carried]", "plus: [progress]", "plus"),
        ("id: task-amount", "id: batch-amount", "已经有了"),
        ("across: true\n", "across: true\n    by2: x\n", "by2"),
        ("        of: growth\n", "        of: growth\n        per: 乡镇数\n", "per"),
    ],
)
def test_what_makes_no_sense_is_refused(after: Mended, old: str, new: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        after(old, new)
