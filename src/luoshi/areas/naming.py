"""How division names are written: official, short, and the variants found in exports."""

import re
import unicodedata
from collections.abc import Iterator

_VILLAGE_ENDINGS = ("村民委员会", "村委员会", "村委会", "行政村", "村")
_COMMUNITY_ENDINGS = ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区")
_STREET_ENDINGS = ("街道办事处", "街道办", "街道")
_TOWN_ENDINGS = ("镇", "乡")
_UPPER_ENDINGS = ("自治县", "自治州", "自治区", "地区", "省", "市", "县", "区")

_SEPARATORS = re.compile(r"[\s/\\|、,，;；>→·\-—–]+")
_LONG_NUMBER = re.compile(r"\d(?:[\W_]*\d){13,}[0-9A-Za-z]*")

STEM_LENGTH = 2
"""Shortest stem that may stand for a name; 新 alone is not taken for 新村."""


def normalise(text: str) -> str:
    """Give the text in one width, its parts set apart by single ``/``."""
    return _SEPARATORS.sub("/", unicodedata.normalize("NFKC", text)).strip("/")


def quoted(text: str) -> str:
    """Give the user's text for a message: cut to length, long numbers hidden.

    People paste ID numbers into the wrong column; messages must not repeat them.
    """
    shown = _LONG_NUMBER.sub(lambda found: f"{found[0][:6]}****{found[0][-2:]}", text.strip())
    return f"“{shown[:40]}…”" if len(shown) > 40 else f"“{shown}”"


def short_name_of(name: str, level: str) -> str:
    """Shorten for display: a county loses its 县, 团结村委会 becomes 团结村, towns stay whole."""
    if level in ("region", "city", "county"):
        return stem_of(name, level)
    return label_of(name, level)


def label_of(name: str, level: str) -> str:
    """Give the name people write in a path, e.g. 团结村 or 和平社区; unique inside its parent."""
    if level == "township" and name.endswith(_STREET_ENDINGS):
        return _cut(name, _STREET_ENDINGS) + "街道"
    if level == "village" and name.endswith(_COMMUNITY_ENDINGS):
        return _cut(name, _COMMUNITY_ENDINGS) + "社区"
    if level == "village" and name.endswith(_VILLAGE_ENDINGS):
        return _cut(_cut(name, _VILLAGE_ENDINGS), ("村",)) + "村"
    return name


def stem_of(name: str, level: str) -> str:
    """Give the name without its level or kind: 团结 for 团结村委会 and 团结社区."""
    if level == "township":
        return _cut(name, _STREET_ENDINGS + _TOWN_ENDINGS)
    if level == "village":
        return _cut(_cut(label_of(name, level), ("社区",)), ("村",))
    return _cut(name, _UPPER_ENDINGS)


def kind_of(name: str, level: str) -> str:
    """The kind of a township or village by the end of its name; empty where that tells none."""
    if level == "village":
        return "居委会" if label_of(name, level).endswith("社区") else "行政村"
    kinds = (("街道", _STREET_ENDINGS), ("镇", ("镇",)), ("乡", ("乡",)))
    found = (kind for kind, endings in kinds if name.endswith(endings))
    return next(found, "") if level == "township" else ""


def variants(name: str, level: str) -> Iterator[str]:
    """Yield every full way to write the name that offices use for it."""
    label = label_of(name, level)
    yield from {name, label} | {_cut(label, (end,)) + other for end, other in _swaps(label, level)}


def _swaps(label: str, level: str) -> Iterator[tuple[str, str]]:
    families = {"township": (_STREET_ENDINGS,), "village": (_COMMUNITY_ENDINGS, _VILLAGE_ENDINGS)}
    for endings in families.get(level, ()):
        if label.endswith(endings[-1]):
            yield from ((endings[-1], other) for other in endings)


def region_kind_of(name: str) -> str:
    """The kind of a division of the first level by the end of its name."""
    kinds = {"自治区": "自治区", "市": "直辖市"}
    return next((kind for ending, kind in kinds.items() if name.endswith(ending)), "省")


def _cut(name: str, endings: tuple[str, ...]) -> str:
    """Take off the first ending that fits and leaves something."""
    for ending in endings:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name
