"""Lines that are no wording: titles, annexes, imprints, notes, signatures."""

import re
from collections.abc import Sequence

from luoshi.notice.characters import squeeze
from luoshi.notice.dates import is_date, is_printed_line, parted_day
from luoshi.notice.leads import is_statement
from luoshi.notice.sentences import STOPS, is_balanced
from luoshi.notice.units import signing_units

COPIES = re.compile("抄[送报]：")
_ANNEX = re.compile(
    r"附(?:件|表|录|图)?(?:[\d一二三四五六七八九十]{1,3})?(?:[：:].*|[^，。；：]{0,40})"
)
_ANNEX_BEGINS = re.compile(r"附(?:件|表|录|图)|附[：:]")
_ENDED = ("。", "！", "）", "日", "；")
_NOTE = re.compile(
    "（[^（）]*(?:此件|本文|删减|公开|发布|印发|传达|登报|联系人|联系电话)[^（）]*）"
)
_FORM = re.compile(
    "[^，。；：]{2,40}(?:表|清单|名单|名录|目录|通讯录|样式|式样|台账|一览|示意图|流程图|说明|范本|模板)"
    "(?:（[^（）]*）)?"
)
# The kinds of paper in 党政机关公文处理工作条例 (2012), article 8, and those commonly enclosed.
_KINDS = (
    "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|"
    "办法|方案|措施|规定|细则|规划|计划|要点|预案|条例|制度|标准|规范|指南|守则|章程|规则|政策"
)
_TITLE = re.compile(f"[^，。；：]*(?:{_KINDS})(?:（[^（）]{{1,12}}）)?")
_GOES_ON = ("的", "之", "了", "实", "《")


def is_annex(line: str) -> bool:
    """Whether a line heads an annex: 附件, 附件1, 附件：1.名单, 附表."""
    found = squeeze(line)
    return _ANNEX_BEGINS.match(found) is not None and _ANNEX.fullmatch(found) is not None


def is_note(line: str) -> bool:
    """Whether a line is a note below the text: （此件公开发布）."""
    return _NOTE.fullmatch(squeeze(line)) is not None


def is_title(lines: Sequence[str]) -> bool:
    """Whether some lines are together the title of a paper."""
    title = squeeze("".join(lines))
    return (
        4 <= len(title) <= 80
        and _TITLE.fullmatch(title) is not None
        and is_balanced(title)
        and not title.startswith(("为", "根据", "按照", "本"))
    )


def signature_length(lines: Sequence[str], place: int) -> int:
    """How many lines from here on are signed names with their date; 0 where none are.

    Names without a date count where the text ends with them or an enclosed paper follows.
    """
    end = place
    while end < len(lines) and signing_units(lines[end]):
        end += 1
    if end < len(lines) and is_dated(lines[end]):
        return end + 1 - place
    if end < len(lines) and is_printed_line(squeeze(lines[end])):
        return 0
    return end - place


def is_dated(line: str) -> bool:
    """Whether a line is the last of a signature: a date, alone or behind the names."""
    names, day = parted_day(line)
    return is_date(squeeze(line)) or (day is not None and bool(signing_units(names)))


def ends_at(lines: Sequence[str], place: int) -> bool:
    """Whether the text has ended before this line: what follows is signed, annexed or printed.

    A page break may put 附件 or …印发 alone on a line: then the text goes on round it.
    """
    line, previous = squeeze(lines[place]), lines[place - 1]
    following = lines[place + 1] if place + 1 < len(lines) else ""
    if is_annex(line):
        return previous.endswith(_ENDED)
    if is_printed_line(line):
        return not following.startswith(_GOES_ON)
    if COPIES.match(line) or is_note(line):
        return True
    return _is_signed(lines, place) or (_FORM.fullmatch(line) is not None and _stopped(previous))


def _is_signed(lines: Sequence[str], place: int) -> bool:
    length = signature_length(lines, place)
    if not length:
        return False
    dated = is_dated(lines[place + length - 1])
    return (dated and (length > 1 or _stopped(lines[place - 1]))) or (
        _stopped(lines[place - 1]) and place + length == len(lines)
    )


def unfinished(lines: Sequence[str]) -> int:
    """How many lines at the end of a text are labels and forms, which come to no stop."""
    stopped = [n for n, line in enumerate(lines) if _stopped(line) or is_statement(squeeze(line))]
    rest = lines[stopped[-1] + 1 :] if stopped else ()
    return 0 if any("，" in line for line in rest) else len(rest)


def _stopped(line: str) -> bool:
    return line.rstrip().endswith(STOPS)
