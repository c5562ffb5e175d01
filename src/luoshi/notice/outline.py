"""The structure of a notice as plain Chinese text."""

from collections.abc import Iterable, Iterator
from datetime import date

from luoshi.notice.models import Clause, Notice, Section


def outline(notice: Notice) -> str:
    """Heading data, sections with their clauses and lead units, copies, repairs, doubts."""
    return "\n".join(
        [
            *_heading(notice),
            *(line for section in notice.sections for line in _section(section, notice.clauses)),
            *_list("抄送", notice.copies_to),
            *_remarks("读取时改动的文字", notice.repairs),
            *_remarks("请核对", notice.warnings),
        ]
    )


def _heading(notice: Notice) -> Iterator[str]:
    yield notice.title
    yield f"发文字号：{notice.number}"
    yield from _list("发文机关", notice.issuers)
    yield from _list("主送机关", notice.addressees)
    yield f"印发日期：{_day(notice.issued)}"
    yield f"有效期至：{_day(notice.expires) if notice.expires else '未写明'}"
    yield f"条款：{len(notice.clauses)} 条"


def _section(section: Section, clauses: Iterable[Clause]) -> Iterator[str]:
    yield f"\n{section.id} {section.heading}{_length(section)}"
    for clause in clauses:
        if clause.id.startswith(f"{section.id}."):
            yield f"  {clause.id} {clause.heading}{_length(clause)}"
            yield from (f"      {line}" for line in _list("牵头单位", clause.leads))


def _length(passage: Section | Clause) -> str:
    return f"（{len(passage.sentences)} 句）" if passage.sentences else ""


def _list(label: str, items: tuple[str, ...]) -> Iterator[str]:
    if items:
        counted = f"（{len(items)} 个）" if len(items) > 1 else ""
        yield f"{label}{counted}：{'、'.join(items)}"


def _remarks(label: str, remarks: tuple[str, ...]) -> Iterator[str]:
    if remarks:
        yield f"\n{label}："
        yield from (f"  {remark}" for remark in remarks)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
