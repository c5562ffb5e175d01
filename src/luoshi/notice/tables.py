"""Tables in a paper: those that hand out tasks, and others."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.dates import find_due
from luoshi.notice.line import TextLine
from luoshi.notice.models import Task
from luoshi.notice.reading.source import DITTO
from luoshi.notice.units import split_units

_GAP = re.compile(r"\t|\s{2,}|\s*[|｜]\s*")
_TASK = re.compile(
    ".*(?:任务|事项|措施|举措|内容|工作)(?:名称|内容|分工|分解|清单)?|项目(?:名称)?|重点工作"
)
_LEAD = re.compile("(?:牵头|主办|主责)(?:责任)?(?:单位|部门|机关)|牵头(?:领导)?")
_HELP = re.compile("(?:配合|协助|协办|参与|参加)(?:责任)?(?:单位|部门|机关)")
_EITHER = re.compile("(?:责任|落实|实施|承办|完成)(?:单位|部门|主体|机关)|负责(?:单位|部门)")
_DUE = re.compile(
    "(?:完成|办结|办理|推进|实施)?(?:时限|期限|时间|时间节点|进度)(?:要求|安排|节点)?|时限要求"
)
_LONGEST_GROUP = 30


class Tables(NamedTuple):
    """Lines that stand in no table, the tasks, and the rows of all tables as printed."""

    lines: tuple[TextLine, ...]
    tasks: tuple[Task, ...]
    rows: tuple[str, ...]


class _Columns(NamedTuple):
    width: int
    task: int
    leads: int | None
    support: int | None
    due: int | None


def take_tables(lines: Sequence[TextLine]) -> Tables:
    """Part tables from the text: rows of cells parted by tabs, strokes or wide blanks.

    Cells parted by blanks make a table only under the head of a table of tasks; one or two
    cells beside each other, like names in a signature, make none.
    """
    kept: list[TextLine] = []
    rows: list[str] = []
    tasks: list[Task] = []
    place = 0
    while place < len(lines):
        columns = _columns(_cells(lines[place]))
        end = _table_end(lines, place, columns)
        if end == place:
            kept.append(_untabbed(lines[place]))
            place += 1
            continue
        table = [_cells(line) for line in lines[place:end]]
        rows.extend("  ".join(cell for cell in cells if cell != DITTO) for cells in table)
        tasks.extend(_tasks(table))
        place = end
    return Tables(tuple(kept), tuple(tasks), tuple(rows))


def _cells(line: TextLine) -> list[str]:
    if "\t" in line.text:
        return [cell.strip() for cell in line.text.split("\t")]
    return [cell.strip() for cell in _GAP.split(line.text.strip("|｜"))]


def _untabbed(line: TextLine) -> TextLine:
    return line._replace(text=re.sub(r"\s*\t\s*", "  ", line.text).strip())


def _table_end(lines: Sequence[TextLine], place: int, columns: _Columns | None) -> int:
    """Behind the last row of the table that begins here; the place itself where none does."""
    end = place
    while end < len(lines) and (
        _is_row(lines[end], columns) or (end > place and _groups(lines, end, columns))
    ):
        end += 1
    return end if end - place > 1 else place


def _groups(lines: Sequence[TextLine], place: int, columns: _Columns | None) -> bool:
    """Whether a line between two rows of a table of tasks names a group of them."""
    if columns is None or place + 1 >= len(lines) or not _is_row(lines[place + 1], columns):
        return False
    return len(lines[place].text) <= _LONGEST_GROUP and not lines[place].text.endswith("。")


def _is_row(line: TextLine, columns: _Columns | None) -> bool:
    if line.text.count("\t") >= 2:
        return True
    return columns is not None and len(_cells(line)) == columns.width


def _columns(cells: Sequence[str]) -> _Columns | None:
    """Which column is what, where the cells head a table of tasks."""
    heads = [squeeze(cell) for cell in cells]

    def last(pattern: re.Pattern[str]) -> int | None:
        return next((n for n in reversed(range(len(heads))) if pattern.fullmatch(heads[n])), None)

    task = next((n for n in reversed(range(len(heads))) if _names_tasks(heads[n])), None)
    leads, helping, either = last(_LEAD), last(_HELP), last(_EITHER)
    if task is None or (leads is None and either is None) or len(heads) < 3:
        return None
    support = helping if helping is not None else (either if leads is not None else None)
    return _Columns(len(heads), task, either if leads is None else leads, support, last(_DUE))


def _names_tasks(head: str) -> bool:
    others = (_LEAD, _HELP, _EITHER, _DUE)
    return bool(_TASK.fullmatch(head)) and not any(one.fullmatch(head) for one in others)


def _tasks(table: Sequence[Sequence[str]]) -> Iterator[Task]:
    columns: _Columns | None = None
    above: Sequence[str] = ()
    for cells in table:
        found = _columns(cells)
        if found or columns is None:
            columns, above = found or columns, ()
            continue
        cells = _filled(cells, above, columns.width)
        above = cells
        task = _task(cells, columns)
        if task.task and (task.leads or task.support or task.due):
            yield task


def _filled(cells: Sequence[str], above: Sequence[str], width: int) -> list[str]:
    """Cells of a row, with what is merged into it from the row above."""
    own = [*cells, *[""] * (width - len(cells))]
    over = [*above, *[""] * (width - len(above))]
    return [over[n] if cell == DITTO else cell for n, cell in enumerate(own)]


def _task(cells: Sequence[str], columns: _Columns) -> Task:
    def cell(column: int | None) -> str:
        return cells[column] if column is not None else ""

    due = squeeze(cell(columns.due))
    return Task(
        task=squeeze(cell(columns.task)),
        leads=split_units(cell(columns.leads)),
        support=split_units(cell(columns.support)),
        due=due,
        due_on=find_due(due),
    )
