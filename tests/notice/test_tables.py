"""Tables of tasks, as programs write them into a text."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from notice.made_files import write_table_pdf

from luoshi.notice import Notice, Task, parse_notice, read_notice

LINES = ["云茶发〔2024〕901号", "关于分解任务的通知", "各县：", "一、修路", "任务见下表。"]
SIGNED = ["云岭省茶业局", "2024年3月18日"]
ROWS = [
    ["序号", "任务", "牵头单位", "责任单位", "完成时限"],
    ["1", "建成示范茶园十个", "省茶业局", "省财政厅、林业局", "2025年10月底"],
    ["2", "培训茶农", "各县茶业局", "省茶业局", "长期坚持"],
]
TASKS = (
    Task(
        task="建成示范茶园十个",
        leads=("茶业局",),
        support=("财政厅", "林业局"),
        due="2025年10月底",
        due_on=date(2025, 10, 31),
    ),
    Task(
        task="培训茶农",
        leads=("各县茶业局",),
        support=("茶业局",),
        due="长期坚持",
        due_on=None,
    ),
)


def with_rows(rows: list[list[str]], mark: str = "\t", between: str = "") -> Notice:
    table = [mark.join(row) for row in rows]
    table[1:1] = [between] if between else []
    return parse_notice("\n".join([*LINES, *table, *SIGNED]))


@pytest.mark.parametrize("mark", ["\t", "   ", " | "])
def test_rows_of_a_text(mark: str):
    notice = with_rows(ROWS, mark)
    assert notice.tasks == TASKS
    assert [sentence.text for sentence in notice.clauses[0].sentences] == ["任务见下表。"]
    assert notice.lost == ()


def test_a_group_of_tasks_is_no_task():
    assert with_rows(ROWS, between="一、茶园建设").tasks == TASKS
    grouped = [ROWS[0], ["茶园建设", "", "", "", ""], *ROWS[1:]]
    assert with_rows(grouped).tasks == TASKS


def test_the_head_may_stand_again_on_the_next_page():
    assert with_rows([*ROWS[:2], ROWS[0], ROWS[2]]).tasks == TASKS


@pytest.mark.parametrize(
    ("heads", "leads", "support"),
    [
        (["重点任务", "责任单位", "完成时间"], ("茶业局",), ()),
        (["工作任务", "责任单位", "配合单位"], ("茶业局",), ("财政厅",)),
        (["任务内容", "牵头部门", "配合部门"], ("茶业局",), ("财政厅",)),
    ],
)
def test_names_of_columns(heads: list[str], leads: tuple[str, ...], support: tuple[str, ...]):
    (task,) = with_rows([heads, ["修路", "省茶业局", "省财政厅"]]).tasks
    assert (task.task, task.leads, task.support) == ("修路", leads, support)


def test_other_tables_are_kept_and_give_no_tasks():
    notice = with_rows([["县", "面积", "产量"], ["甲县", "10", "5"]])
    assert notice.tasks == ()
    assert [aside.text for aside in notice.asides if aside.place == "table"] == [
        "县  面积  产量",
        "甲县  10  5",
    ]
    assert notice.lost == ()


def test_word_with_merged_cells(tmp_path: Path):
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=4, cols=5)
    filled = [*ROWS, ["3", "修路", "省交通厅", "", ""]]
    for row, cells in zip(table.rows, filled, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(2, 4).merge(table.cell(3, 4))
    for line in SIGNED:
        document.add_paragraph(line)
    path = tmp_path / "通知.docx"
    document.save(str(path))
    notice = read_notice(path)
    assert notice.tasks[:2] == TASKS
    assert (notice.tasks[2].leads, notice.tasks[2].due) == (("交通厅",), "长期坚持")
    assert notice.lost == ()


def test_pdf_with_rules_round_its_cells(tmp_path: Path):
    lines = [*LINES[:3], "一、修路", "每年三十公里。", *SIGNED, "附件"]
    notice = read_notice(write_table_pdf(tmp_path / "通知.pdf", lines, ROWS))
    assert notice.tasks == TASKS
    assert notice.lost == ()
