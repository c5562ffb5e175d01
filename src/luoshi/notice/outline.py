"""The structure of a notice as plain Chinese text."""

from collections.abc import Iterator

from luoshi.notice.models import Notice, Passage, Section, Task, Text
from luoshi.text.dates import chinese_date


def outline(notice: Notice) -> str:
    """Heading data, sections, clauses, tasks, further papers, repairs, doubts, what was lost."""
    return "\n".join(
        [
            *_heading(notice),
            *_passages(notice),
            *_tasks(notice.tasks),
            *(line for text in notice.appended for line in _appended(text)),
            *_list("抄送", notice.copies_to),
            *_remarks("读取时改动的文字", notice.repairs),
            *_remarks("请核对", notice.warnings),
            *_remarks("原件里有、这里没有的文字", notice.lost),
        ]
    )


def _heading(notice: Notice) -> Iterator[str]:
    yield notice.title
    yield f"发文字号：{notice.number}"
    yield from _list("发文机关", notice.issuers)
    yield from _list("主送机关", notice.addressees)
    yield f"成文日期：{chinese_date(notice.issued)}"
    yield f"有效期至：{chinese_date(notice.expires) if notice.expires else '未写明'}"
    if notice.enclosed:
        yield f"所附文件：{notice.enclosed}"
    yield f"条款：{len(notice.clauses)} 条"


def _passages(text: Text) -> Iterator[str]:
    own = {clause.id for clause in text.clauses}
    for passage in text.passages():
        stands_for_clause = isinstance(passage, Section) and passage.id in own
        if not stands_for_clause:
            yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[str]:
    start = "\n" if isinstance(passage, Section) else ("  " if "." in passage.id else "")
    yield f"{start}{passage.id} {passage.heading or passage.mark}{_length(passage)}"
    yield from (f"      {line}" for line in _list("牵头单位", passage.leads))
    yield from (f"      {line}" for line in _list("配合单位", passage.support))


def _length(passage: Passage) -> str:
    return f"（{len(passage.sentences)} 句）" if passage.sentences else ""


def _tasks(tasks: tuple[Task, ...]) -> Iterator[str]:
    if not tasks:
        return
    yield f"\n任务（{len(tasks)} 项）："
    for task in tasks:
        units = "、".join(task.leads) or "未写明"
        yield f"  {task.task}（牵头单位：{units}；完成时限：{task.due or '未写明'}）"


def _appended(text: Text) -> Iterator[str]:
    yield f"\n后附：{text.title or '（没有标题）'}（{len(text.clauses)} 条）"
    yield from _passages(text)


def _list(label: str, items: tuple[str, ...]) -> Iterator[str]:
    if items:
        counted = f"（{len(items)} 个）" if len(items) > 1 else ""
        yield f"{label}{counted}：{'、'.join(items)}"


def _remarks(label: str, remarks: tuple[str, ...]) -> Iterator[str]:
    if remarks:
        yield f"\n{label}："
        yield from (f"  {remark}" for remark in remarks)
