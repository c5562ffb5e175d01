"""A pack's casework is proved: names that do not resolve, and cases that could get lost."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi import modules
from luoshi.casework.graph import dead_ends
from luoshi.casework.validation import check
from luoshi.pack import Pack, PackError, Problem, default_folder, load
from luoshi.pack.endings import Ending
from luoshi.pack.processes import Direction, Process

Mended = Callable[[str, str, str], list[Problem]]


@pytest.fixture
def after(tmp_path: Path) -> Mended:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))

    def replaced(file: str, old: str, new: str) -> list[Problem]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return proved(load(folder))

    return replaced


def proved(pack: Pack) -> list[Problem]:
    """What does not hold of cases, and what pages of cases lack."""
    return [*check(pack), *modules.check(pack)]


def test_the_ningxia_pack_is_proved() -> None:
    assert check(load()) == []


MONITORING = "processes/monitoring.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "message"),
    [
        (MONITORING, "clause: 2021-26/3.4", "clause: 2021-26/3.9", "clause", "条款"),
        (MONITORING, "clock: case_visit_days", "clock: visit_days", "stages[1].clock", "参数"),
        (MONITORING, "clock: case_entry_days", "clock: entry", "spans[0].clock", "参数"),
        (MONITORING, "reasons: dismissal_reasons", "reasons: because", "moves[1].reasons", "码表"),
        (MONITORING, "guards: [risks_named, ", "guards: [risks, ", "moves[4].guards[0]", "条件"),
        (MONITORING, "codes: risk_kinds", "codes: risks", "fields[4].codes", "码表"),
        ("processes/house.yaml", "unit: 住房城乡建设厅", "unit: 住建局", "unit", "单位"),
        ("processes/house.yaml", "[dangerous-house, ", "[old-house, ", "opened_by[0]", "规则"),
        ("processes/review.yaml", "opens: monitoring", "opens: monitor", "moves[8].opens", "事项"),
        ("helping.yaml", "fits: [因产业项目失败, ", "fits: [因产业, ", "groups[0].fits[0]", "风险"),
        ("helping.yaml", "unit: 自然资源厅", "unit: 自然资源局", "comparisons[0].unit", "单位"),
        ("campaigns.yaml", "房屋等级 in", "等级 in", "groups[6].when", "等级"),
        ("campaigns.yaml", "process: review", "process: look", "groups[7].process", "事项"),
        ("duties.yaml", "holder: 包抓领导", "holder: 领导", "duties[0].held.holder", "列"),
        (
            "duties.yaml",
            "place: 户编号\n    area",
            "place: 户号码\n    area",
            "duties[2].place",
            "",
        ),
        (
            "income_items.yaml",
            "section: wages, title: 务工",
            "section: pay, title: 务工",
            "",
            "收入项",
        ),
        ("national_export.yaml", "help: industry", "help: industries", "columns[", "措施组"),
        ("national_export.yaml", "told_at: verify", "told_at: seen", "columns[", "步骤"),
    ],
)
def test_a_name_that_does_not_resolve_is_told_with_its_place(
    after: Mended, file: str, old: str, new: str, key: str, message: str
) -> None:
    problems = after(file, old, new)
    assert problems
    assert problems[0].file.name == Path(file).name
    assert key in problems[0].key
    assert message in str(problems[0])


@pytest.mark.parametrize(
    ("file", "old", "told"),
    [
        (MONITORING, "{id: authorise, title", "没有一步走得到"),
        (MONITORING, "{id: return-county, title", "退不回去"),
        ("processes/cancer.yaml", "{id: refuse, title", "没有一步走得到"),
    ],
)
def test_a_stage_nobody_reaches_or_leaves_is_told(
    after: Mended, file: str, old: str, told: str
) -> None:
    text = (default_folder() / file).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if old in line)
    assert any(told in str(one) for one in after(file, line + "\n", ""))


SHARED = "guards.yaml"
PROJECT = "processes/project.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "message"),
    [
        (MONITORING, "同意人数, type: integer", "同意人数, type: text", "moves[", "要数"),
        (MONITORING, "{id: approve,", "{id: agree,", "guards[9].asks[1]", "码表里没有“approve”"),
        (MONITORING, "'自然消除', false", "'自然', false", "guards[7].asks[0]", "没有“自然”"),
        (MONITORING, ":case_min_help_months)", ":help_months)", "guards[11]", "没有“help_months”"),
        (MONITORING, "due(:case_notice_days", "due(:notice_days", "guards[4]", "没有“notice_days”"),
        (MONITORING, "income.填表日期 is not null", "income.日期 is not null", "guards[2]", "日期"),
        (MONITORING, "{没有保障的}", "{没有的}", "guards[8].asks[0]", "没有“没有的”这一列"),
        (PROJECT, "已安排 > 0", "any_member(true)", "guards[6].asks[0]", "条件问不到“residents”"),
        (MONITORING, "- id: natural_way", "- id: measures_fit", "guards[12].id", "已经有了"),
        (MONITORING, "guards: [natural_way]", "guards: []", "guards[12].id", "没有一步用到"),
        ("ledgers/project_assets.yaml", "name: 原值,", "name: 价值,", "fields", "没有“原值”这一列"),
        (SHARED, "同意人数 <= 参加人数", "同意 <= 参加人数", "moves[", "没有“同意”这一列"),
        (
            PROJECT,
            "{name: 公示截止日期, type: date",
            "{name: 公示截止日期, type: text",
            "moves[",
            "日期",
        ),
        ("ledgers/project_notices.yaml", "name: 附件,", "name: 照片,", "moves[", "附件"),
        ("ledgers/project_funds.yaml", "name: 安排金额,", "name: 金额,", "guards[", "安排金额"),
        ("ledgers/work_relief.yaml", "name: 劳务报酬,", "name: 报酬,", "moves[", "劳务报酬"),
        ("codes/notice_stages.yaml", "name: 完工公示", "name: 竣工公示", "moves[", "完工公示"),
        ("parameters/projects.yaml", "id: project_adjust_share", "id: x", "moves[", "adjust_share"),
    ],
)
def test_a_guard_that_reads_what_is_not_there_is_told(
    after: Mended, file: str, old: str, new: str, key: str, message: str
) -> None:
    """A field renamed in the pack must never switch a guard off."""
    problems = after(file, old, new)
    told = [one for one in problems if key in one.key and message in str(one)]
    assert told, [str(one) for one in problems]


RENAMED = {
    "同意人数": "moves[", "有劳动力": "guards[7].asks[0]", "致贫返贫风险": "fields",
    "消除方式": "guards[12].asks[0]", "公示起始日期": "guards[4].asks[1]",
}  # fmt: skip


@pytest.mark.parametrize("name", RENAMED)
def test_a_field_renamed_wherever_forms_name_it_is_missed_by_its_guards(
    tmp_path: Path, name: str
) -> None:
    folder = Path(shutil.copytree(default_folder(), tmp_path / "pack"))
    path = folder / MONITORING
    fields, guards, moves = re.split("(?=\nguards:|\nmoves:)", path.read_text(encoding="utf-8"))
    whole = re.compile(rf"(?<![“\w]){name}(?!\w)")
    renamed = (whole.sub("新名字", fields), guards, whole.sub("新名字", moves))
    path.write_text("".join(renamed), encoding="utf-8")
    problems = [one for one in proved(load(folder)) if RENAMED[name] in one.key]
    assert any(name in str(one) for one in problems)


def test_stages_that_take_longer_than_the_whole_are_told(after: Mended) -> None:
    told = 'title: 入户核实时限, unit: 工作日, kind: number, values: [{from: 2021-01-01, value: "'
    problems = after("parameters/casework.yaml", f'{told}5"', f'{told}6"')
    assert ["加起来 21 工作日" in str(one) for one in problems] == [True]


def test_a_case_that_could_never_be_closed_is_told() -> None:
    water = load().processes["water"]
    moves = tuple(move for move in water.moves if move.direction is not Direction.END)
    found = dead_ends(water.model_copy(update={"moves": moves}))
    assert [stage.id for stage in found] == ["reported", "fixing", "confirming"]


HOUSE = "processes/house.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (HOUSE, "lapsed: silent", "lapsed: safe", "lapsed 的环节“住房安全”要写 end: silent"),
        (
            HOUSE,
            "dismissed: excluded",
            "dismissed: accepted",
            "dismissed 的环节“已验收”要写 end: dismissed",
        ),
        (HOUSE, "lapsed: silent\n", "", "线索立项的事项要写 lapsed"),
        (HOUSE, "dismissed: excluded\n", "", "线索立项的事项要写 dismissed"),
        (HOUSE, ", end: sound", "", "办结的都要写 end"),
        (HOUSE, "visitor: 鉴定人", "visitor: 鉴定者", "没有名为“鉴定者”的字段"),
        (HOUSE, "needs: [鉴定日期, 鉴定人, 鉴定等级]", "needs: [鉴定日期]", "要有 visit 写明"),
        (HOUSE, "visit: {day: 鉴定日期, visitor: 鉴定人}\n", "", "要有 visit 写明"),
        (
            MONITORING,
            "visitor: 入户人, to: dismissed",
            "visitor: 入户人, to: x",
            "没有名为“x”的环节",
        ),
        (MONITORING, "finds: 有新变化", "finds: 新变化", "没有名为“新变化”的字段"),
    ],
)
def test_a_pack_that_says_what_nobody_found_is_refused(
    after: Mended, file: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(PackError, match=message):
        after(file, old, new)


@pytest.mark.parametrize(
    "process", [one for one in load().processes.values() if one.opened_by], ids=lambda one: one.id
)
def test_no_lead_that_is_gone_solves_anything(process: Process) -> None:
    assert process.lapsed
    assert process.dismissed
    assert process.stage[process.lapsed].end is Ending.SILENT
    assert process.stage[process.dismissed].end is Ending.DISMISSED
