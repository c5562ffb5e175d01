"""Cutting a sentence at its commas; brackets and quoted names are left whole.

A quotation with a comma or full stop in it is no name but wording (修改为：“……”), and is cut.
"""

import re
from typing import NamedTuple

_ENCLOSED = re.compile("（[^（）]*）|“[^“”，。；]*”|《[^《》]*》|〔[^〔〕]*〕")
_PIECE = re.compile("[^，；。！？：“”]+")


class Part(NamedTuple):
    """A piece of a sentence between two marks, and where in the sentence it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where in the sentence it ends."""
        return self.start + len(self.text)


def hide(text: str, marks: str = "（“《〔") -> str:
    """A text of the same length, with what stands in brackets of these kinds blanked out."""
    return _ENCLOSED.sub(lambda one: "\0" * len(one[0]) if one[0][0] in marks else one[0], text)


def parts(sentence: str) -> list[Part]:
    """The pieces of a sentence, in order, without the marks between them.

    >>> [part.text for part in parts("优先保障学位（含寄宿，见附件），严禁乱收费。")]
    ['优先保障学位（含寄宿，见附件）', '严禁乱收费']
    """
    return [
        Part(sentence[found.start() : found.end()], found.start())
        for found in _PIECE.finditer(hide(sentence))
    ]
