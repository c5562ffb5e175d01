"""A mistake in a pack is told with file, line, key and a hint."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.pack import PackError, Problem, default_folder, load
from luoshi.pack.validation import check

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "pack"))


@pytest.fixture
def edited(copy: Path) -> Edit:
    def edit(file: str, old: str, new: str) -> Path:
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return edit


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        load(folder)
    return caught.value.problems


def line_of(folder: Path, file: str, text: str) -> int:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_misspelt_key_is_told_with_the_right_one(edited: Edit) -> None:
    folder = edited("tables/residents.yaml", "sender:", "sendr:")
    (problem,) = problems(folder)
    assert problem.file.name == "residents.yaml"
    assert problem.line == line_of(folder, "tables/residents.yaml", "sendr:")
    assert problem.key == "sendr"
    assert "不认识的键" in problem.message
    assert "sender" in problem.hint


def test_a_wrong_day_is_told_with_how_to_write_it(edited: Edit) -> None:
    (problem,) = problems(edited("pack.yaml", "issued: 2021-09-03", "issued: 二〇二一年"))
    assert problem.key == "notice.issued"
    assert "2021-09-03" in problem.hint


def test_a_value_out_of_a_closed_list_names_the_list(edited: Edit) -> None:
    (problem,) = problems(edited("tables/residents.yaml", "delivery: full", "delivery: all"))
    assert problem.key == "delivery"
    assert "increment" in problem.hint


def test_a_key_written_twice_is_refused(edited: Edit) -> None:
    folder = edited("tables/residents.yaml", "title: 户籍人口", "title: 户籍人口\ntitle: 人口")
    (problem,) = problems(folder)
    assert problem.line == line_of(folder, "tables/residents.yaml", "title: 人口")
    assert "两次" in problem.message


def test_broken_yaml_is_told_with_its_line(edited: Edit) -> None:
    (problem,) = problems(edited("groups.yaml", "groups:", "groups: ["))
    assert problem.file.name == "groups.yaml"
    assert "YAML" in problem.message


def test_all_files_mistakes_are_told_at_once(edited: Edit) -> None:
    edited("tables/residents.yaml", "home: dataset", "home: nowhere")
    folder = edited("codes/sex.yaml", "source:", "sauce:")
    assert {problem.file.name for problem in problems(folder)} == {"residents.yaml", "sex.yaml"}


def test_two_files_of_one_id_are_refused(copy: Path) -> None:
    shutil.copy(copy / "codes/sex.yaml", copy / "codes/sex-again.yaml")
    (problem,) = problems(copy)
    assert "sex" in problem.message


def test_what_is_wrong_in_a_check_is_told_at_its_place(edited: Edit) -> None:
    folder = edited("checks/07-health.yaml", "severity: error", "severity: grave")
    (problem,) = problems(folder)
    assert problem.key == "checks[0].severity"
    assert problem.line == line_of(folder, "checks/07-health.yaml", "severity: grave")
    assert "doubt" in problem.hint


def test_two_checks_of_one_id_are_refused(edited: Edit) -> None:
    (problem,) = problems(edited("checks/07-health.yaml", "4_01_002", "2_01_002"))
    assert "2_01_002" in problem.message


def test_two_lists_of_checks_of_one_id_are_refused(edited: Edit) -> None:
    (problem,) = problems(edited("checks/07-health.yaml", "id: health", "id: risk"))
    assert "risk" in problem.message


def test_overlapping_values_of_a_parameter_are_refused(copy: Path) -> None:
    (copy / "parameters" / "more.yaml").write_text(
        "parameters:\n"
        "  - id: twice\n    title: 重叠\n    kind: number\n    values:\n"
        "      - {from: 2021-01-01, value: 1, source: 甲}\n"
        "      - {from: 2022-01-01, value: 2, source: 乙}\n",
        encoding="utf-8",
    )
    (problem,) = problems(copy)
    assert problem.key == "parameters[0].values[1].from"
    assert "2022-01-01" in problem.message


def test_an_unknown_county_in_a_group_is_refused(edited: Edit) -> None:
    (problem,) = problems(edited("groups.yaml", '"640303"', '"640399"'))
    assert problem.file.name == "groups.yaml"
    assert "640399" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("households: households", "households: homes", "households", "没有名为“homes”的表"),
        ("households: households", "households: water", "households", "没有 area 类型的列"),
        ("residents: residents", "residents: households", "residents", "没有 person 类型的列"),
        (", counties: counties", "", "counties", "没有县的登记表"),
    ],
)
def test_registers_lead_to_persons_households_and_counties(
    edited: Edit, old: str, new: str, key: str, message: str
) -> None:
    found = problems(edited("pack.yaml", old, new))
    assert {problem.key for problem in found} == {f"registers.{key}"}
    assert any(message in problem.message for problem in found)


def test_a_folder_that_is_no_pack_is_told_so(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path)
    assert "pack.yaml" in problem.message


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "exports/plans_away.yaml",
            "{name: 证件号码, type: id_number,",
            "{name: 证件号码, type: text,",
            "类型写 id_number",
        ),
        (
            "ledgers/minning.yaml",
            "{name: 福建方, type: text,",
            "{name: 福建方, type: id_number,",
            "只有导出表存号码原文",
        ),
    ],
)
def test_numbers_are_columns_of_their_own_type_and_of_exports_alone(
    edited: Edit, file: str, old: str, new: str, told: str
) -> None:
    assert any(told in problem.message for problem in problems(edited(file, old, new)))


TIMES = [
    (
        "tables/jobs.yaml", "fresh: data_fresh_months", "fresh: data_fresh_month",
        "fresh", "没有名为“data_fresh_month”的参数", "data_fresh_months",
    ),
    (
        "tables/jobs.yaml", "fresh: data_fresh_months", "fresh: status_tolerance",
        "fresh", "参数“进度可以落后时间多少还算推进中”要是整数的月数", "",
    ),
    (
        "parameters/status.yaml",
        "- {from: 2021-01-01, value: \"12\"", "- {from: 2022-01-01, value: \"12\"",
        "fresh", "在 2021-09-03 没有生效的值", "补上",
    ),
    (
        "ledgers/rectification.yaml", "owed_by: [county]", "owed_by: [county, 县委]",
        "owed_by[1]", "没有名为“县委”的角色或单位", "",
    ),
    (
        "ledgers/rectification.yaml", "owed_by: [county]", "owed_by: [county, 林草局]",
        "owed_by[1]", "“林草局”不能填报这张表，却要它报全", "加进 fills",
    ),
    (
        "ledgers/rectification.yaml", "fills: [village,", "fills: [vilage,",
        "fills[0]", "没有名为“vilage”的角色或单位", "village",
    ),
    (
        "tables/deaths.yaml", "happened: [死亡日期]", "happened: [户口注销日期]",
        "happened", "户口注销日期都可以空着，空着的行就不知道发生在哪天", "required: true",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "key", "message", "hint"), TIMES)
def test_what_does_not_hold_of_time_is_told_at_its_place(
    edited: Edit, file: str, old: str, new: str, key: str, message: str, hint: str
) -> None:
    found = check(load(edited(file, old, new)))
    assert found != []
    for problem in found:
        assert problem.key == key
        assert message in problem.message
        assert hint in problem.hint
        assert problem.file.name in (Path(file).name, "residents.yaml", "households.yaml")
        assert problem.line > 0


def test_a_day_nobody_may_leave_empty_dates_its_rows(copy: Path) -> None:
    """A ledger's row without a day is there since it was written, a state's by its delivery."""
    tables = load(copy).tables
    undated = [
        one
        for one in tables.values()
        if one.happened and not any(one.by_name[name].required for name in one.happened)
    ]
    assert undated != []
    assert all(one.home == "ledger" or one.is_state for one in undated)
