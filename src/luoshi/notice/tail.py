"""What stands below the text: annexes, copies-to, the imprint of issue."""

import re
from collections.abc import Sequence

from luoshi.notice.dates import is_printed_line
from luoshi.notice.units import split_units

_COPIES = re.compile("抄[送报]：")
_ANNEX = re.compile(r"附件\d{0,2}(?:：.*)?")
_ENDED = ("。", "！", "）", "日")


def tail_start(lines: Sequence[str], after: int) -> int:
    """Index of the first line of annexes, copies-to or imprint below line `after`."""
    below = range(after + 1, len(lines))
    starts = (n for n in below if _begins_tail(lines[n - 1], *lines[n : n + 2]))
    return next(starts, len(lines))


def find_copies(lines: Sequence[str]) -> tuple[str, ...]:
    """Units the notice is copied to, as short names; none when it does not say."""
    start = next((n for n, line in enumerate(lines) if _COPIES.match(line)), len(lines))
    listed = ""
    for line in lines[start:]:
        if is_printed_line(line) or listed.endswith("。"):
            break
        listed += line
    return split_units(_COPIES.sub("", listed))


def _begins_tail(previous: str, line: str, following: str = "") -> bool:
    """A page break may put 附件 or …印发 alone on a line: then the text goes on round it."""
    if _ANNEX.fullmatch(line):
        return previous.endswith(_ENDED)
    if is_printed_line(line):
        return not following.startswith(("的", "之", "了", "实", "《"))
    return _COPIES.match(line) is not None
