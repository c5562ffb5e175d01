"""The box of data that government web sites print above a paper."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.line import TextLine

_LABELS = {
    "number": "发文字号|文号|文件编号",
    "title": "标题|名称|文件名称",
    "issuers": "发文机关|发布机构|发文单位|发布单位|制发机关|公开机构",
    "issued": "成文日期|发文日期|成文时间|生成日期",
    "": "索引号|主题分类|体裁分类|信息分类|公文种类|分类|主题词|关键词|组配分类|服务对象|"
    "统一登记号|发布日期|发布时间|公开日期|公开时间|生效日期|生效时间|废止日期|失效日期|"
    "有效性|时效性|时效|效力状态|公开方式|公开形式|公开范围|开放方式|信息来源|来源|"
    "浏览次数|浏览量|阅读次数|点击数|字体|字号|文字大小|打印|责任编辑|编辑",
}
_ANY = "|".join(_LABELS.values())
_LABEL = re.compile(rf"[\[【（]?({_ANY})(?:[】\]）]：?|：)")
_BARE = re.compile(_ANY)
_CELL = re.compile(r"\t|\s{2,}|[|｜]")
_TELLING = frozenset(["索引号", "发文字号", "文号", "主题分类", "发布日期", "成文日期", "发文机关"])
_FIRST_LINES = 40
_NAVIGATION = re.compile(
    "您?(?:当前|现在|所在)的?位置|您的位置|首页\\s*[>＞»/]|[>＞»].*[>＞»]|【?打印(?:本页)?】?|【?关闭(?:窗口|本页)?】?$|分享到|"
    "扫一扫|上一篇|下一篇|字体：|相关(?:链接|解读|文件)|责任编辑：|信息来源："
)


class WebPage(NamedTuple):
    """What the page prints round the paper, what its box says, and the paper's own lines."""

    printed: tuple[str, ...]
    data: dict[str, str]
    lines: tuple[TextLine, ...]


def take_web_page(lines: Sequence[TextLine]) -> WebPage:
    """Part the box and the navigation of a web page from the paper."""
    texts = [_with_colons(line.text) for line in lines]
    around = {n for n, line in enumerate(lines) if _NAVIGATION.match(line.text.strip())}
    box = _box(texts)
    around |= {*box}
    return WebPage(
        printed=tuple(line.text for n, line in enumerate(lines) if n in around),
        data=_data([texts[n] for n in box]),
        lines=tuple(line for n, line in enumerate(lines) if n not in around),
    )


def _with_colons(line: str) -> str:
    """A line without blanks; a label that fills a cell gets the colon that others have."""
    cells = [squeeze(cell) for cell in _CELL.split(line)]
    return "".join(f"{cell}：" if _BARE.fullmatch(cell) else cell for cell in cells)


def _box(texts: Sequence[str]) -> range:
    """The lines of the box; one label may stand in any text, and some are everyday words."""
    labelled = [n for n, text in enumerate(texts[:_FIRST_LINES]) if _labels(text)]
    labels = [label for n in labelled for label in _labels(texts[n])]
    if len(labels) < 2 or not _TELLING.intersection(labels):
        return range(0)
    return range(labelled[0], _box_end(texts, labelled))


def _labels(text: str) -> list[str]:
    found = _LABEL.match(text)
    return [one[1] for one in _LABEL.finditer(text)] if found else []


def _box_end(texts: Sequence[str], labelled: Sequence[int]) -> int:
    """Behind the last label of the box; its value may stand on a line of its own."""
    last = labelled[0]
    for place in labelled:
        if place > last + 3:
            break
        last = place
    alone = [n for n in labelled if _LABEL.fullmatch(texts[n])]
    value_below = 2 * len(alone) > len(labelled) and last in alone
    return last + (2 if value_below and _is_value(texts[last + 1 : last + 2]) else 1)


def _is_value(following: Sequence[str]) -> bool:
    return bool(following) and "关于" not in following[0] and len(following[0]) < 20


def _data(texts: Sequence[str]) -> dict[str, str]:
    """What the box says of the paper, by field of the notice."""
    data: dict[str, str] = {}
    run = "".join(texts)
    marks = [*_LABEL.finditer(run)]
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(run)
        field = next(name for name, labels in _LABELS.items() if mark[1] in labels.split("|"))
        if field:
            data.setdefault(field, run[mark.end() : end].strip("[]【】"))
    return data
