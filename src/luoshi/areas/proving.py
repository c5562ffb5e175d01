"""What does not hold of a list of divisions as a whole: codes, levels, kinds and parents."""

from collections.abc import Iterator, Mapping, Sequence

from luoshi.areas.model import KINDS, Level, Listed
from luoshi.areas.tables import Placed, Wrong

ABOVE_CITY = 2
"""Digits that every division shares with the region it lies in."""


def wrong_areas(placed: Sequence[Placed[Listed]]) -> Iterator[Wrong]:
    """Every mistake in the rows of ``areas.csv``."""
    known = {one.row.code: one.row for one in placed}
    yield from _twice(placed)
    yield from _regions(placed)
    for line, area in placed:
        for column, message, hint in (*_kind(area), *_parent(area, known)):
            yield Wrong(line, column, f"{area.name}（{area.code}）：{message}", hint)


Told = tuple[str, str, str]
"""Column, message, hint."""


def _twice(placed: Sequence[Placed[Listed]]) -> Iterator[Wrong]:
    lines: dict[str, int] = {}
    for line, area in placed:
        first = lines.setdefault(area.code, line)
        if first != line:
            message = f"区划代码 {area.code} 重复（{area.name}），第 {first} 行已经有了"
            yield Wrong(line, "code", message, "改正代码，或删去一行")


def _regions(placed: Sequence[Placed[Listed]]) -> Iterator[Wrong]:
    """There is one region, and all else lies in it."""
    regions = [one for one in placed if one.row.level is Level.REGION]
    if not regions:
        yield Wrong(1, "level", "没有省级区划", "写上一行 level 为 region 的")
    for line, area in regions[1:]:
        yield Wrong(line, "level", f"{area.name}（{area.code}）：省级区划只能有一个", "改正级别")


def _kind(area: Listed) -> Iterator[Told]:
    known = KINDS[area.level]
    if area.kind not in known:
        message = f"{area.level.label}区划没有“{area.kind}”这一种"
        yield "kind", message, f"可以写：{'、'.join(known)}"


def _parent(area: Listed, known: Mapping[str, Listed]) -> Iterator[Told]:
    if area.parent is None:
        if area.level is not Level.REGION:
            yield "parent", "没有写上级区划", "写上级区划的十二位代码"
        return
    parent = known.get(area.parent)
    if parent is None or parent.level.depth >= area.level.depth:
        yield "parent", f"上级区划 {area.parent} 不存在或级别不对", "写高一级区划的十二位代码"
        return
    digits = ABOVE_CITY if parent.level is Level.CITY else parent.level.digits
    if area.code[:digits] != parent.code[:digits]:
        message = f"代码的前 {digits} 位与上级区划 {parent.code} 不同"
        yield "code", message, "改正代码或上级区划"
