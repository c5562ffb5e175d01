"""The numbers that Word prints before paragraphs without their being typed."""

import re
from collections.abc import Callable
from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from luoshi.text.numerals import chinese, chinese_digits

_DEPTH = 9
_PLACE = re.compile(r"%([1-9])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else str(number)


# ECMA-376 part 1, 17.18.59 (ST_NumberFormat); what is not listed here prints as decimal.
_FORMATS: dict[str, Callable[[int], str]] = {
    "bullet": lambda _: "",
    "none": lambda _: "",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": chinese_digits,
    "japaneseDigitalTenThousand": chinese_digits,
    "taiwaneseDigital": chinese_digits,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class _Level(NamedTuple):
    start: int
    format: str
    text: str
    restarts_after: int
    plain: bool
    tight: bool


class _List(NamedTuple):
    levels: dict[int, _Level]
    starts: dict[int, int]
    counters: list[int | None]


class Numbering:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.findall(_w("style"))
        }
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        root = _numbering_root(document)
        if root is not None:
            self._read(root)

    def label(self, paragraph: Element) -> str:
        """The number Word prints before a paragraph; empty where it prints none."""
        list_id, depth = self._numbered(paragraph)
        found = self._lists.get(list_id)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        self._count(found, depth)
        text = _PLACE.sub(lambda place: _shown(found, int(place[1]) - 1, level), level.text)
        text = "".join(char for char in text if not "\ue000" <= char <= "\uf8ff")
        if level.format == "bullet" or not text:
            return ""
        return text if level.tight else f"{text} "

    def _read(self, root: Element) -> None:
        counters: dict[str, list[int | None]] = {}
        links: dict[str, str] = {}
        for element in root.findall(_w("abstractNum")):
            name = element.get(qn("w:abstractNumId"), "")
            self._abstract[name] = _levels(element)
            links[name] = _value(element, "numStyleLink")
        for element in root.findall(_w("num")):
            name = _value(element, "abstractNumId")
            levels = self._abstract.get(name, {}) or self._linked(links.get(name, ""), root)
            overrides = element.findall(_w("lvlOverride"))
            # Lists over one abstract list go on counting together, unless one starts anew.
            shared = counters.setdefault(name, [None] * _DEPTH)
            own = any(one.find(_w("startOverride")) is not None for one in overrides)
            self._lists[element.get(qn("w:numId"), "")] = _List(
                {**levels, **_overridden(overrides)},
                _starts(overrides),
                [None] * _DEPTH if own else shared,
            )

    def _linked(self, style: str, root: Element) -> dict[int, _Level]:
        """Levels of a list that only points to a list style, which names a list of its own."""
        list_id = self._style_numbers(style)[0]
        for element in root.findall(_w("num")):
            if element.get(qn("w:numId")) == list_id:
                return self._abstract.get(_value(element, "abstractNumId"), {})
        return {}

    def _numbered(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's; "0" is no list."""
        properties = paragraph.find(_w("pPr"))
        own_list, own_depth = _number_properties(properties)
        style = _value(properties, "pStyle") if properties is not None else ""
        list_id, depth = self._style_numbers(style)
        chosen = own_list or list_id
        return chosen, next((one for one in (own_depth, depth) if one is not None), 0)

    def _style_numbers(self, style: str) -> tuple[str, int | None]:
        seen: set[str] = set()
        list_id, depth = "", None
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            own_list, own_depth = _number_properties(element.find(_w("pPr")))
            list_id, depth = list_id or own_list, own_depth if depth is None else depth
            style = _value(element, "basedOn")
        return list_id, depth

    def _count(self, found: _List, depth: int) -> None:
        counters = found.counters
        for above in range(depth):
            if counters[above] is None:
                counters[above] = _start(found, above)
        last = counters[depth]
        counters[depth] = _start(found, depth) if last is None else last + 1
        for below in range(depth + 1, _DEPTH):
            level = found.levels.get(below)
            if level and depth < level.restarts_after:
                counters[below] = None


def _w(name: str) -> str:
    return qn(f"w:{name}")


def _value(element: Element, name: str) -> str:
    found = element.find(_w(name))
    return "" if found is None else found.get(qn("w:val"), "")


def _numbering_root(document: Document) -> Element | None:
    """The list definitions; a document without lists may lack the part."""
    try:
        root: Element = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None
    return root


def _levels(element: Element) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"), "0")): _level(level) for level in element.findall(_w("lvl"))
    }


def _level(element: Element) -> _Level:
    depth = int(element.get(qn("w:ilvl"), "0"))
    # lvlRestart: the level after which to start anew; 0 is never, without it the one above.
    restart = _value(element, "lvlRestart")
    return _Level(
        start=int(_value(element, "start") or 0),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        restarts_after=int(restart) if restart else depth,
        plain=_is_on(element, "isLgl"),
        tight=_value(element, "suff") == "nothing",
    )


def _is_on(element: Element, name: str) -> bool:
    found = element.find(_w(name))
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off")


def _overridden(overrides: list[Element]) -> dict[int, _Level]:
    return {
        int(one.get(qn("w:ilvl"), "0")): _level(level)
        for one in overrides
        if (level := one.find(_w("lvl"))) is not None
    }


def _starts(overrides: list[Element]) -> dict[int, int]:
    return {
        int(one.get(qn("w:ilvl"), "0")): int(_value(one, "startOverride"))
        for one in overrides
        if _value(one, "startOverride")
    }


def _start(found: _List, depth: int) -> int:
    level = found.levels.get(depth)
    return found.starts.get(depth, level.start if level else 1)


def _shown(found: _List, depth: int, asking: _Level) -> str:
    level, number = found.levels.get(depth), found.counters[depth]
    if level is None or number is None:
        return ""
    plain = asking.plain and level.format not in ("bullet", "none")
    return str(number) if plain else _FORMATS.get(level.format, str)(number)


def _number_properties(properties: Element | None) -> tuple[str, int | None]:
    numbers = properties.find(_w("numPr")) if properties is not None else None
    if numbers is None:
        return "", None
    depth = _value(numbers, "ilvl")
    return _value(numbers, "numId"), int(depth) if depth else None
