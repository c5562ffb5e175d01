"""Characters as offices type them: full-width signs, stray blanks, what nobody sees."""

import re

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
_NO_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_BLANKS = re.compile(r"\s+")


def half_width(text: str) -> str:
    """Full-width ASCII as half-width, one character for one."""
    return text if text.isascii() else text.translate(_HALF)


def trimmed(text: str) -> str:
    """The text without blanks at its ends and without invisible characters."""
    return (text.translate(_NO_INVISIBLE) if not text.isascii() else text).strip()


def squeezed(text: str) -> str:
    """The text as names are compared: half-width, no blanks, one case."""
    return _BLANKS.sub("", half_width(trimmed(text))).casefold()
