"""Proving what a pack says of its counties besides their list: counts, codes, borders."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from luoshi.areas import AreaError, CountyStat, CountyStats, IdAreaCode, IdAreaCodes
from luoshi.areas.borders import SHAPES
from luoshi.areas.tables import Placed, Wrong, read_placed, refuse
from luoshi.frozen import Frozen
from luoshi.pack.loading import Pack
from luoshi.pack.problems import Problem, told

Row = TypeVar("Row", bound=Frozen)
Read = Callable[[str], Iterable[Wrong]]


def places(pack: Pack) -> list[Problem]:
    """Everything that does not hold of the tables about counties, and of their borders."""
    counties = {area.code[:6] for area in pack.areas.counties()}
    known = {area.code[:6] for area in pack.areas.all()}
    return [
        *_table(pack.folder / CountyStats.FILE, CountyStat, partial(_stats, known)),
        *_table(pack.folder / IdAreaCodes.FILE, IdAreaCode, partial(_codes, counties)),
        *_borders(pack.folder / SHAPES, counties),
    ]


def _table(
    file: Path, model: type[Row], wrong: Callable[[Sequence[Placed[Row]]], Iterator[Wrong]]
) -> list[Problem]:
    try:
        refuse(file, wrong(read_placed(file, model)))
    except AreaError as error:
        return told(error)
    return []


def _stats(known: set[str], placed: Sequence[Placed[CountyStat]]) -> Iterator[Wrong]:
    seen: dict[tuple[object, ...], int] = {}
    for line, one in placed:
        if one.county not in known:
            yield _no_county(line, "county", one.county)
        first = seen.setdefault((one.county, one.indicator, one.year), line)
        if first != line:
            message = f"{one.county} {one.year} 年的 {one.indicator} 在第 {first} 行已经有了"
            yield Wrong(line, "county", message, "删去一行")


def _codes(known: set[str], placed: Sequence[Placed[IdAreaCode]]) -> Iterator[Wrong]:
    seen: dict[str, int] = {}
    for line, one in placed:
        if one.county is not None and one.county not in known:
            yield _no_county(line, "county", one.county)
        for code in one.shared_with:
            if code not in known:
                yield _no_county(line, "shared_with", code)
        first = seen.setdefault(one.code, line)
        if first != line:
            yield Wrong(line, "code", f"{one.code} 在第 {first} 行已经有了", "删去一行，或改正代码")


def _no_county(line: int, column: str, code: str) -> Wrong:
    return Wrong(line, column, f"县代码 {code} 不在区划表中", "写 areas.csv 里的六位县代码")


def _borders(file: Path, counties: set[str]) -> Iterator[Problem]:
    if not file.is_file():
        return
    try:
        text = file.read_text(encoding="utf-8")
        features = json.loads(text)["features"]
        codes = [str(one["properties"]["code"]) for one in features]
    except (ValueError, KeyError, TypeError) as error:
        line = getattr(error, "lineno", 1)
        hint = "每个县一个 Feature，properties 里写 code、name"
        yield Problem(file, line, "features", "不是有县界的 GeoJSON", hint)
        return
    for i, code in enumerate(codes):
        line = text[: text.find(f'"{code}"')].count("\n") + 1
        if code not in counties or code in codes[:i]:
            what = "重复" if code in counties else "不在区划表中"
            hint = "写 areas.csv 里的六位县代码，每县一个"
            key = f"features[{i}].properties.code"
            yield Problem(file, line, key, f"县代码 {code} {what}", hint)
    for code in sorted(counties - set(codes)):
        yield Problem(file, 1, "features", f"没有县 {code} 的界线", "补上，或整个文件不用")


__all__ = ["places"]
