"""Who leads and who helps, as a clause states it: in brackets or on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.notice.characters import squeeze
from luoshi.notice.sentences import STOPS
from luoshi.notice.units import are_units, split_units

PLACE = "\x1e"
"""Stands in a text where a statement of units was taken out."""

_LABEL = (
    "(?:(?:牵头|主办|主责|负责|责任|落实|实施|承办|配合|参与|协助|协办|参加)(?:单位|部门|机关)"
    "|(?:牵头|责任|分管|包抓)(?:领导|人)|完成时[限间]|时间要求)"
)
_FIELD = re.compile(rf"[；，。、\s]*({_LABEL})：")
_NESTED = r"[^（）【】]*(?:（[^（）]*）[^（）【】]*)*"
_LABELLED = re.compile(rf"[（【]\s*({_LABEL}：{_NESTED})[）】]")
_BRACKET = re.compile(rf"（({_NESTED})）")
_BRACKETED = re.compile(rf"（{_NESTED}）|【{_NESTED}】")
_OWN_LINE = re.compile(f"{_LABEL}：")
_LEADING = re.compile("牵头|主办")
_DOING = re.compile(
    "(?:牵头|主办|配合|参与|协助|协办|负责|落实|实施|组织|(?:按照?|根据)(?:各自)?职责(?:分工)?)+$"
)
_BEGINS_NAME = re.compile("[省市县区各乡镇团国]")
_JOINTLY = re.compile("会同")
_FIRST = frozenset("牵主负")
_EITHER = frozenset("责落实承")
_HELPING = frozenset("配参协")


class Leads(NamedTuple):
    """A text without its statements of units, and what these said."""

    text: str
    units: tuple[str, ...]
    support: tuple[str, ...]
    stated: tuple[str, ...]


def take_leads(lines: Sequence[str]) -> Leads:
    """Take the statements of units out of a clause's lines; `PLACE` is left where they stood.

    （牵头单位：甲；责任单位：乙） and （甲牵头，乙配合） give 甲 as leading and 乙 as helping;
    （责任单位：甲、乙） and （甲、乙按职责分工负责） give both as leading.
    """
    stated: list[str] = []

    def take(found: re.Match[str]) -> str:
        said = squeeze(found[1])
        if found.re is _BRACKET and not _is_apart(found, said):
            return found[0]
        stated.append(said)
        return PLACE

    text = _BRACKETED.sub(lambda found: found[0].replace("\n", ""), "\n".join(lines))
    text = _LABELLED.sub(take, text)
    text = _BRACKET.sub(take, text)
    text = "\n".join(_without_own_lines(text.split("\n"), stated))
    leads, support = _read(stated)
    return Leads(text.replace(f"{PLACE}。", "。"), leads, support, tuple(stated))


def is_statement(line: str) -> bool:
    """Whether a line states units and nothing else."""
    return _OWN_LINE.match(line) is not None or _says_who(line.strip("。（）"))


def _is_apart(found: re.Match[str], said: str) -> bool:
    """Whether an unlabelled bracket states units: it does so only at the end of a sentence."""
    before, after = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip()
    at_end = before.endswith((*STOPS, PLACE)) or after[:1] in ("", "。")
    return at_end and _says_who(said)


def _without_own_lines(lines: Sequence[str], stated: list[str]) -> Iterator[str]:
    waiting = [*lines]
    while waiting:
        line = waiting.pop(0)
        if not is_statement(line):
            yield line
            continue
        while waiting and _goes_on(line, waiting[0]):
            line += waiting.pop(0)
        stated.append(line)
        yield PLACE


def _goes_on(statement: str, following: str) -> bool:
    """Whether a list of units was broken at the end of a printed line."""
    if statement.endswith(("、", "，", "；", "：")):
        return True
    last = _FIELD.split(statement)[-1].rstrip("。")
    joined = are_units((last + following).rstrip("。"))
    return joined and not (are_units(last) and _BEGINS_NAME.match(following))


def _says_who(text: str) -> bool:
    """Whether a text has the form 甲牵头，乙、丙配合 or 甲、乙按职责分工负责."""
    done = _DOING.search(text)
    if not done:
        return False
    leading, helping = _parted(text)
    return all(are_units(names) for names in (leading, helping) if names) and bool(leading)


def _parted(text: str) -> tuple[str, str]:
    """Names of those who lead and those who help, in a text without labels."""
    text = text.removeprefix("由")
    verb = _LEADING.search(text) or _JOINTLY.search(text)
    if not verb:
        return _DOING.sub("", text), ""
    after = re.sub("^(?:负责|落实|组织|实施)*[，；、]?", "", text[verb.end() :])
    return text[: verb.start()], _DOING.sub("", after)


def _read(stated: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those who lead and those who help, over all statements of a clause."""
    fields = [field for text in stated for field in _fields(text)]
    leading = [names for kind, names in fields if kind in _FIRST]
    either = [names for kind, names in fields if kind in _EITHER]
    helping = [names for kind, names in fields if kind in _HELPING]
    first, second = (leading, either + helping) if leading else (either, helping)
    return _units(first), _units(second)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Kind and names of each field of a statement; the kind is the first sign of its label."""
    opening, *labelled = _FIELD.split(text)
    if opening:
        leading, helping = _parted(opening.strip("。"))
        yield from (("牵", leading), ("配", helping))
    for label, names in zip(labelled[::2], labelled[1::2], strict=True):
        if not label.startswith(("完成", "时间")) and not label.endswith(("领导", "人")):
            yield label[0], names


def _units(lists: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for names in lists for unit in split_units(names)))
