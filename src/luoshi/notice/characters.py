"""Chinese characters, and the blanks between them that mean nothing."""

import re

CJK = "\u4e00-\u9fff"
"""Chinese characters, for use in the brackets of a pattern."""

_BLANK = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")


def squeeze(text: str) -> str:
    """Drop the blanks that mean nothing in Chinese: all but those between Latin words."""
    return _BLANK.sub("", text)
