"""A mistake in a scheme is told with file, line, key and how to mend it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.allocation.validation import check
from luoshi.pack import PackError, default_folder, load
from luoshi.pack.problems import Problem

OUT = "limits[1].leaving_out"
FILE = "allocation/environment-central.yaml"
Edit = Callable[[str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    def edit(old: str, new: str) -> Path:
        folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))
        text = (folder / FILE).read_text(encoding="utf-8")
        assert old in text
        (folder / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


def problem_of(folder: Path) -> Problem:
    try:
        (problem,) = check(load(folder))
    except PackError as error:
        (problem,) = error.problems
    assert problem.file.name == Path(FILE).name
    return problem


def test_the_real_pack_holds() -> None:
    assert check(load()) == []
    assert {
        "transition-central",
        "transition-regional",
        "construction-land",
    } <= load().schemes.keys()


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("clause: 2021-26/2.1", "clause: 2021-26/2.99", "clause", "没有名为“2.99”的条款"),
        ("fund: 农村环境整治资金", "fund: 农村环境整治", "fund", "的资金"),
        ("where: integration_pilot", "where: pilot", "limits[0].where", "没有名为“pilot”的县组"),
        ("where: all", 'where: ["640999"]', "where[0]", "没有名为“640999”的县"),
        ("measure: 常住人口", "measure: 常驻人口", "factors[0].measure", "常驻人口"),
        ("measure: 常住人口", "measure: 常住人口 > 1", "factors[0].measure", "这里要数"),
        (
            "leaving_out: 行政村数 <",
            "leaving_out: 行政村数 +",
            "limits[1].leaving_out",
            "这里要条件",
        ),
        ('value: "70"', 'value: "60"', "factors", "权重合计 90，应为 100"),
    ],
)
def test_what_does_not_hold(edited: Edit, old: str, new: str, key: str, said: str) -> None:
    problem = problem_of(edited(old, new))
    assert problem.key == key
    assert said in problem.message
    assert problem.line > 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    measure: 常住人口\n", "", "须写且只写一个"),
        ("    unit: 人\n", "    unit: 人\n    direction: gap\n", "要写 reference"),
        ('value: "70"', "value: 七十", "“七十”不是数"),
        ("id: villages", "id: people", "“people”写了两次"),
        ('round_to: "1"', 'round_to: "0.0000015"', "整数倍"),
        ("    kind: mean\n", "    kind: average\n", "没有“average”这一种"),
        ("round_to:", "rounding:", "不认识的键"),
        ("    unit: 人\n", "    unit: 人\n    adjusted: true\n", "困难系数"),
    ],
)
def test_what_is_no_scheme(edited: Edit, old: str, new: str, said: str) -> None:
    with pytest.raises(PackError) as caught:
        load(edited(old, new))
    assert any(said in str(problem) for problem in caught.value.problems)
