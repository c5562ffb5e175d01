"""The number of an official paper (发文字号)."""

import re

from luoshi.notice.characters import CJK, squeeze

_NUMBER = re.compile(
    f"（?(?:(?:发文字号|文号)：)?([{CJK}]{{2,12}})"
    r"[〔［【（\[](\d{4})[〕］】）\]]第?(\d+)号）?(?:签发人.*)?"
)


def number_in(line: str) -> str:
    """The number that fills a line, in its usual form; empty where none does.

    >>> number_in("国办发[2024] 951号")
    '国办发〔2024〕951号'
    """
    found = _NUMBER.fullmatch(squeeze(line))
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else ""
