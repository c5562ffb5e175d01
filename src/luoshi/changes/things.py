"""The things of a pack as plain documents, each with the place where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from luoshi.frozen import Frozen
from luoshi.pack import Pack
from luoshi.pack.checklists import CheckGroup
from luoshi.pack.loading import Place
from luoshi.pack.models import Head, Notice

Name = tuple[str, str]
"""A thing's kind, which is the pack's attribute that holds it, and its id."""

FILES = "files"
"""The kind of the tables beside the typed files: divisions, counts of people, borders."""

KINDS = {
    "notices": "文件",
    "registers": "登记表",
    "export_registers": "导出登记表",
    "words": "用词",
    "clauses": "条款",
    "units": "单位",
    "groups": "县组",
    "codes": "代码表",
    "parameters": "参数",
    "tables": "表样",
    "exports": "导出表",
    "check_groups": "核查规则组",
    "checks": "核查规则",
    "rules": "筛查规则",
    "needs": "帮扶需求",
    "obligations": "承诺",
    "topics": "专题",
    "processes": "事项流程",
    "schemes": "分配办法",
    "scorecards": "考核表",
    "guards": "办理条件",
    "help_groups": "措施组",
    "comparisons": "比对项目",
    "duties": "应办的事",
    "income_sections": "收入分类",
    "income_items": "收入项目",
    "campaign_groups": "排查对象",
    "national": "国家系统导出格式",
    "supervision": "督办办法",
    FILES: "数据文件",
}
"""What each kind is called."""

ELSEWHERE: dict[type[Frozen], set[str]] = {
    CheckGroup: {"checks"},
    Notice: {"clauses"},
}
"""What a thing holds that is a thing by itself, and is told there."""

DATA = (".csv", ".geojson")


@dataclass(frozen=True)
class Thing:
    """One thing: what it is called, its document, and where it stands (None: a whole file)."""

    title: str
    data: object
    file: Path
    place: Place | None = None

    def line(self, path: tuple[str | int, ...] = ()) -> int:
        """The line of a key in its file."""
        if self.place is None:
            return 1
        return self.place.document.line((*self.place.path, *path))


@lru_cache(maxsize=8)
def things(pack: Pack) -> Mapping[Name, Thing]:
    """Every thing of a pack by kind and id, in the order of the pack's attributes and files."""
    return dict(_things(pack))


def kind_title(kind: str) -> str:
    """What a kind is called."""
    return KINDS.get(kind, kind)


def _things(pack: Pack) -> Iterator[tuple[Name, Thing]]:
    for kind in (one.name for one in fields(pack)):
        held = getattr(pack, kind)
        if isinstance(held, Frozen):
            yield (kind, ""), _thing(pack, kind, held)
        for id_, one in held.items() if isinstance(held, dict) else ():
            if isinstance(one, Frozen):
                yield (kind, str(id_)), _thing(pack, kind, one)
            elif isinstance(one, str):
                yield (kind, str(id_)), _of_head(pack, kind, one)
    yield from _files(pack.folder)


def _thing(pack: Pack, kind: str, one: Frozen) -> Thing:
    name = getattr(one, "id", None) or getattr(one, "name", None) or ""
    place = pack.places.get((type(one), str(name)))
    if place is None:
        return _of_head(pack, kind, _document(one))
    title = getattr(one, "title", None) or name
    return Thing(str(title), _document(one), place.document.file, place)


def _of_head(pack: Pack, kind: str, data: object) -> Thing:
    """What stands in the pack's first file and is no thing by itself."""
    head = next(place for (type_, _), place in pack.places.items() if type_ is Head)
    place = Place(head.document, (*head.path, kind))
    return Thing(kind_title(kind), data, place.document.file, place)


def _document(one: Frozen) -> object:
    left_out = ELSEWHERE.get(type(one), set())
    return one.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=left_out)


def _files(folder: Path) -> Iterator[tuple[Name, Thing]]:
    for file in sorted(folder.iterdir()):
        if file.suffix in DATA:
            print_ = sha256(file.read_bytes()).hexdigest()
            yield (FILES, file.name), Thing(file.name, f"SHA-256 {print_[:16]}", file)
