"""Cutting running text into sentences."""

_ENDS = "。；！？"
_PAIRS = {"）": "（", "》": "《", "”": "“", "’": "‘", "〕": "〔", "】": "【"}
_OPENERS = frozenset(_PAIRS.values())

STOPS = ("。", "！", "？", "；", "）", "”")
"""What a text ends with that has come to a stop."""


def split_sentences(text: str) -> list[str]:
    """Cut at 。；！？ outside brackets and quotation marks.

    A bracket that is never closed is taken as a plain character. A quotation that holds a
    whole sentence ends the sentence round it: 他说：“好。” is one.
    """
    inside = _enclosed(text)
    sentences, start = [], 0
    for place in range(len(text)):
        if _ends_at(text, place) and not inside[place]:
            sentences.append(text[start : place + 1])
            start = place + 1
    return [sentence for sentence in [*sentences, text[start:]] if sentence]


def is_balanced(text: str) -> bool:
    """Whether each bracket and quotation mark in the text has its partner."""
    marks = sum(char in _PAIRS or char in _OPENERS for char in text)
    return 2 * len(_spans(text)) == marks


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotations begin and end, marks included; one that is not closed is none."""
    return [(start, end + 1) for start, end in _spans(text) if text[start] == "“"]


def _ends_at(text: str, place: int) -> bool:
    char, following = text[place], text[place + 1 : place + 2]
    if char in _PAIRS:
        quoted_whole = text[place - 1 : place] in ("。", "！", "？")
        return quoted_whole and following not in _PAIRS and following not in (*_ENDS, "，", "、")
    return char in _ENDS and (not following or following not in _ENDS)


def _enclosed(text: str) -> list[bool]:
    inside = [False] * len(text)
    for start, end in _spans(text):
        inside[start:end] = [True] * (end - start)
    return inside


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in _OPENERS:
            opened.append(place)
        elif char in _PAIRS:
            _close(text, place, opened, spans)
    return spans


def _close(text: str, place: int, opened: list[int], spans: list[tuple[int, int]]) -> None:
    partner = _PAIRS[text[place]]
    nearest = next((n for n in reversed(range(len(opened))) if text[opened[n]] == partner), None)
    if nearest is not None:
        spans.append((opened[nearest], place))
        del opened[nearest:]
