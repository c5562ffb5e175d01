"""What tests of the quality pages share: small exports of one county, and who sends them."""

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.site.accounts.models import User
from luoshi.site.quality.models import Finding, Run

COUNTY = "640422"
JIQIANG, DAYING = "640422100000", "640422100201"
"""吉强镇 and its 大营村, where the usual accounts are."""

FIRST, SECOND, THIRD = "2023-11-18", "2023-12-18", "2024-01-18"
"""Days of the exports, oldest first."""

HEADS = (
    "县", "乡", "村", "户编号", "姓名", "证件号码", "与户主关系", "户类型", "监测对象类别",
    "是否危房户", "户联系电话", "联系人备注",
)  # fmt: skip
"""The columns of the exports: checks that need others are skipped, and say so."""

DANGER, PHONE = "1_02_001", "4_02_001"
"""Checks the exports can be asked: a dangerous house not monitored, a phone not of 11 digits."""

Cells = Mapping[str, str]
UserOf = Callable[..., User]
ClientOf = Callable[..., Client]
Upload = Callable[..., Run]


def number(serial: int) -> str:
    """A sound ID number."""
    seventeen = f"642222{1960 + serial // 1000}0101{serial % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True))
    return seventeen + "10X98765432"[total % 11]


def home(serial: int, **cells: str) -> Cells:
    """A household of one that no check minds, in 吉强镇 大营村."""
    return {
        "县": "西吉县",
        "乡": "吉强镇",
        "村": "大营村",
        "户编号": f"64042200{serial:04d}",
        "姓名": f"马{'一二三四五六七八九'[serial % 9]}娃",
        "证件号码": number(serial),
        "与户主关系": "户主",
        "户类型": "脱贫户",
        "是否危房户": "否",
        "户联系电话": "13895000001",
    } | cells


def book(rows: Iterable[Cells], heads: Iterable[str] = HEADS) -> bytes:
    """A workbook as the national system writes it."""
    file, heads = BytesIO(), list(heads)
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_string(0, 0, "全国防返贫监测信息系统")
        sheet.write_row(2, 0, heads)
        for line, row in enumerate(rows, start=3):
            for place, head in enumerate(heads):
                if row.get(head):
                    sheet.write_string(line, place, row[head])
    return file.getvalue()


def sent(
    rows: Iterable[Cells], day: str = FIRST, heads: Iterable[str] = HEADS
) -> SimpleUploadedFile:
    """The export of 监测对象信息 of a day, as a form sends it."""
    name = f"（自定义）监测对象信息_{day.replace('-', '')}.xlsx"
    return SimpleUploadedFile(name, book(rows, heads))


def written(folder: Path, rows: Iterable[Cells], day: str = FIRST) -> Path:
    """The export as a file to pick in a browser."""
    path = folder / f"（自定义）监测对象信息_{day.replace('-', '')}.xlsx"
    path.write_bytes(book(rows))
    return path


def states(rule: str = DANGER) -> dict[str, str]:
    """The state of each finding of a check, by the last four digits of its household."""
    rows = Finding.objects.filter(rule=rule).values_list("household", "state")
    return {household[-4:]: state for household, state in rows}


def finding(serial: int, rule: str = DANGER) -> Finding:
    """The finding of a check on a household."""
    return Finding.objects.get(rule=rule, household=f"64042200{serial:04d}")
