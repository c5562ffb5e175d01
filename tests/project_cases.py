"""What tests of projects share: one to work on, forms filled as they should be, rows that fit."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from casework_cases import TODAY, VILLAGE, said

from luoshi.casework.notices import FILES, KIND
from luoshi.pack import load
from luoshi.pack.processes import Move
from luoshi.site.accounts.models import User
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.ledgers.services.schemas import ledger
from luoshi.site.processes.actions.moves import MakeMove
from luoshi.site.processes.models import Case
from luoshi.site.processes.services.ledger_rows import LedgerRows
from luoshi.site.projects.actions import PutDown

PROCESS = load().processes["project"]
IDEA = {"项目名称": "黄牛养殖园区", "项目类别": "产业发展", "库年度": "2025"}
NOTICES = ("入库公示", "资金安排公示", "完工公示")

ProjectOf = Callable[..., Case]
Go = Callable[..., Case]


def filled(case: Case, move: Move, today: date) -> dict[str, Any]:
    """What a form of a move says when it is filled as it should be."""
    form = said(PROCESS, move, today)
    year = case.facts.get("库年度", "")
    fitting = {
        "项目名称": case.facts.get("项目名称", ""),
        "其他资金": "0",
        "公示截止日期": (today + timedelta(30)).isoformat(),
        "计划完工日期": (today + timedelta(200)).isoformat(),
        "计划年度": year,
        "服务的承诺": next(iter(load().obligations)),
        "库年度": str(int(year) + 1) if move.id == "roll" else year,
        "形成资产": "是",
    }
    cells = form["cells"]
    return {**form, "cells": cells | {k: v for k, v in fitting.items() if k in cells}}


def make_ready(case: Case, today: date) -> None:
    """Villages agreed, money arranged if any is to be, notices over, labour paid, assets kept."""
    code, place = case.matter, case.village
    keep("project_villages", 项目编码=code, 行政村=VILLAGE, 征求意见="同意")
    keep("project_villages", 项目编码=code, 行政村="640422100202", 征求意见="同意")
    if case.stage == "planned":
        keep(
            "project_funds", 项目编码=code, 资金="其他资金", 指标文号="1号",
            安排日期=today.isoformat(), 安排金额="12.00",
        )  # fmt: skip
    hang(case, today - timedelta(40), today - timedelta(10))
    keep(
        "work_relief", 年度="2025", 项目编码=code, 项目地=place, 以工代赈资金="10.00",
        劳务报酬="4.00", 务工人数="9",
    )  # fmt: skip
    keep(
        "project_assets", 资产编码=f"{code}-01", 资产名称="棚", 项目编码=code,
        资产类别="经营性资产", 原值="10.00", 产权人="村集体", 管护单位="合作社",
        资产状态="正常使用",
    )  # fmt: skip


def hang(case: Case, start: date, end: date, *kinds: str, files: str = "照片.jpg") -> None:
    """Notices of the project that hang from a day to a day."""
    known = {
        "项目名称": "园区", "项目地": case.village, "实施地点": "一组", "建设内容": "建棚",
        "建设规模": "12.00", "规模单位": "座", "总投资": "12.00", "衔接资金": "12.00",
        "其他资金": "0.00", "实施单位": "村委会", "计划开工日期": "2025-04-01",
        "计划完工日期": "2025-10-01", "公示年度": "2025", "公示文号": "1号", "资金层级": "中央",
        "批次": "第一批", "资金任务": "以工代赈", "公示总额": "12.00", "公示地点": "村务公开栏",
        "监督电话": "12317", "本地监督电话": "09546012345",
    }  # fmt: skip
    days = {"公示起始日期": start.isoformat(), "公示截止日期": end.isoformat()}
    for kind in kinds or NOTICES:
        row = {"项目编码": case.matter, KIND: kind, **days, **known, FILES: files}
        keep("project_notices", **row)
    for row in LedgerRows(case)["project_notices"]:
        if not row.get(FILES):
            keep("project_notices", **{**row, FILES: "照片.jpg"})


def keep(ledger_id: str, **row: str) -> None:
    """Keep a row of a ledger, canonical as it is."""
    keep_rows(ledger(ledger_id), [row])


def put_down(user: User, place: str = VILLAGE, day: date = TODAY, **more: str) -> Case:
    """A project put down by a user."""
    return PutDown(user, place, IDEA | more, day).execute()


def act(case: Case, user: User, move: str, today: date, **more: Any) -> Case:
    """Make a move with its form filled; ``more`` are cells that say something else."""
    form = filled(case, PROCESS.move[move], today)
    form["cells"] |= more
    MakeMove(case, user, move, **form).execute()
    return Case.objects.get(pk=case.pk)
