"""Every file and key that a pack may hold, told from the models: the page of reference.

The meanings, in Chinese, stand in ``meanings.yaml`` beside this module.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from luoshi.frozen import Frozen
from luoshi.pack.loading import FILES
from luoshi.pack.reading import read_yaml
from luoshi.pack.typing import parse
from luoshi.pack.validation_files import OTHERS

Model = type[BaseModel]

FILLED = {"Words": ("level", "whole", "province"), "Notice": ("id",), "Check": ("group", "source")}
"""The keys a model must have that reading fills in where a file leaves them out."""

_PLAIN = {str: "文字", Decimal: "数", int: "整数", bool: "`true` 或 `false`", date: "日期"}
_HEAD = (
    "# 政策包的文件和键\n\n"
    "由 `luoshi pack keys` 从程序的模型印出，与程序一致。先说文件，再说文件里各种东西的键；"
    "没有列出的文件和键，`luoshi pack check` 不收。数、日期照字面写；"
    "“表达式”见[表达式](expressions.md)。\n\n"
    "## 文件一览\n\n| 文件 | 内容 | 里面是 |\n|---|---|---|\n"
)


class Meaning(Frozen):
    """What a model is called, and what each of its keys means."""

    title: str
    keys: dict[str, str] = Field(default_factory=dict)


class Meanings(Frozen):
    """Everything ``meanings.yaml`` says."""

    files: dict[str, str]
    common: dict[str, str]
    models: dict[str, Meaning]


@cache
def meanings() -> Meanings:
    """The meanings, read once."""
    return parse(Meanings, read_yaml(Path(__file__).with_name("meanings.yaml")))


def models() -> list[Model]:
    """Every model a pack's files are made of, each once, in the order of the files."""
    found: dict[Model, None] = {}
    for model in FILES.values():
        _gather(model, found)
    return list(found)


def _gather(model: Model, found: dict[Model, None]) -> None:
    if model not in found:
        found[model] = None
        for field in model.model_fields.values():
            for inner in _models_in(field.annotation):
                _gather(inner, found)


def _models_in(annotation: Any) -> Iterator[Model]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def keys_of(model: Model) -> dict[str, FieldInfo]:
    """The keys of a model as files write them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def named(model: Model) -> str:
    """Under which name the meanings know a model: with its module where two have one name."""
    full = f"{model.__module__.rpartition('.')[2]}.{model.__name__}"
    return full if full in meanings().models else model.__name__


def sources(model: Model, key: str) -> list[str]:
    """Where the meaning of a key stands, the one that counts first: a model's name, or common."""
    known = meanings()
    bases = (named(one) for one in model.__mro__ if issubclass(one, BaseModel))
    own = [name for name in bases if name in known.models and key in known.models[name].keys]
    return [*own, *(["common"] if key in known.common else [])]


def meaning(model: Model, key: str) -> str:
    """What a key means; empty where nothing says so."""
    first = next(iter(sources(model, key)), "common")
    known = meanings()
    return (known.common if first == "common" else known.models[first].keys).get(key, "")


def title(model: Model) -> str:
    """How a model is called."""
    return meanings().models[named(model)].title


def page() -> str:
    """The page of reference, as Markdown."""
    return _HEAD + "\n".join(_files()) + "\n\n" + "\n\n".join(map(_section, models())) + "\n"


def _files() -> Iterator[str]:
    for glob in (*FILES, *OTHERS):
        model = FILES.get(glob)
        yield f"| `{glob}` | {meanings().files[glob]} | {_link(model) if model else '—'} |"


def _section(model: Model) -> str:
    rows = [_row(model, key, field) for key, field in keys_of(model).items()]
    head = f"## {title(model)}\n\n| 键 | 是什么 | 写法 | 要不要写 |\n|---|---|---|---|\n"
    return head + "\n".join(rows)


def _row(model: Model, key: str, field: FieldInfo) -> str:
    form = written(field.annotation, field.metadata)
    filled = any(key in FILLED.get(one.__name__, ()) for one in model.__mro__)
    needed = "可不写" if filled else _needed(field)
    return f"| `{key}` | {meaning(model, key)} | {form} | {needed} |"


def _needed(field: FieldInfo) -> str:
    if field.is_required():
        return "必写"
    default = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(default, bool):
        return f"默认 `{str(default).lower()}`"
    if isinstance(default, Enum):
        return f"默认 `{default.value}`"
    return f"默认 `{default}`" if isinstance(default, str | int) and default != "" else "可不写"


def written(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    """How a value of a type is written, in Chinese.

    >>> written(tuple[str, ...])
    '文字的列表'
    """
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return written(parts[0], parts[1:])
    if origin is Literal:
        return "、".join(f"`{one}`" for one in parts)
    if origin in (tuple, frozenset, list):
        return f"{written(parts[0])}的列表"
    if origin is dict:
        return f"映射：{written(parts[0])} → {written(parts[1])}"
    if parts:
        return "，或".join(dict.fromkeys(written(one) for one in parts if one is not NoneType))
    return _simple(annotation)


def _simple(kind: type) -> str:
    if issubclass(kind, BaseModel):
        return _link(kind)
    if issubclass(kind, Enum):
        return "、".join(f"`{one.value}`" for one in kind)
    return _PLAIN[kind]


def _link(model: Model) -> str:
    return f"[{title(model)}](#{title(model)})"
