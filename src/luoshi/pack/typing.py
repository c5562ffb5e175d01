"""From YAML data to typed models, with each mistake led back to file, line and key."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from luoshi.frozen import FieldError, KeyPath
from luoshi.ids import NOTICE
from luoshi.pack.problems import PackError, Problem
from luoshi.pack.reading import Document

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")
Made = TypeVar("Made")

MAPPING = ("应当是“键: 值”的映射", "检查缩进：每个键一行，后面写冒号和值")
A_LIST = ("应当是列表", "每项以“- ”开头，或写在方括号里")
A_DAY = ("应当是日期", "写成 2021-09-03")
A_NUMBER = ("应当是数", "只写数字和小数点，不写单位和千分号")

MESSAGES = {
    "missing": ("缺少这一项", "补上这个键"),
    "extra_forbidden": ("不认识的键", "检查拼写，或删去"),
    "string_type": ("应当是一段文字", "检查缩进：这里不能是列表或映射"),
    "string_too_short": ("不能空着", "写上内容"),
    "string_pattern_mismatch": ("“{input}”的写法不对", "要符合 {pattern}"),
    "too_short": ("不能是空的列表", "至少写一项"),
    "tuple_type": A_LIST,
    "list_type": A_LIST,
    "frozen_set_type": A_LIST,
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "bool_type": ("应当是 true 或 false", "不加引号，写 true 或 false"),
    "bool_parsing": ("应当是 true 或 false", "不加引号，写 true 或 false"),
    "int_type": ("应当是整数", "只写数字"),
    "int_parsing": ("应当是整数", "只写数字"),
    "int_from_float": ("应当是整数", "只写数字"),
    "decimal_type": A_NUMBER,
    "decimal_parsing": A_NUMBER,
    "finite_number": A_NUMBER,
    "date_type": A_DAY,
    "date_parsing": A_DAY,
    "date_from_datetime_parsing": A_DAY,
    "date_from_datetime_inexact": A_DAY,
    "greater_than": ("要大于 {gt}", "改成更大的数"),
    "enum": ("没有“{input}”这个值", "可以写：{expected}"),
    "literal_error": ("没有“{input}”这个值", "可以写：{expected}"),
    "union_tag_invalid": ("没有“{tag}”这一种", "可以写：{expected_tags}"),
    "union_tag_not_found": ("没有写是哪一种", "补上 {discriminator}"),
}
"""What is told of each mistake pydantic knows, and how to mend it."""

UNTOLD = ("这里的写法不对", "对照同类的文件改正")


def parse(model: type[Model], document: Document, notice: str | None = None) -> Model:
    """The document as a ``model``; the ids in the files of a ``notice`` are made full ones.

    Raises:
        PackError: with one problem for each mistake.
    """
    try:
        return model.model_validate(document.data, context={NOTICE: notice})
    except ValidationError as error:
        told = (one for e in error.errors() for one in _problems(model, document, e))
        raise PackError(list(dict.fromkeys(told))) from error


def gather(make: Callable[[Item], Made], items: Iterable[Item]) -> list[Made]:
    """``make`` of each item.

    Raises:
        PackError: after all were tried, with the problems of every one that failed.
    """
    made: list[Made] = []
    problems: list[Problem] = []
    for item in items:
        try:
            made.append(make(item))
        except PackError as error:
            problems.extend(error.problems)
    if problems:
        raise PackError(problems)
    return made


def _problems(model: type[BaseModel], document: Document, error: ErrorDetails) -> Iterator[Problem]:
    path = _path(document, error)
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, FieldError):
        yield from (document.problem((*path, *key), *told) for key, *told in refused.found)
        return
    message, hint = _told(error)
    if error["type"] == "extra_forbidden":
        hint = _near(str(path[-1]), _keys(model)) or hint
    yield document.problem(path, message, hint)


def _told(error: ErrorDetails) -> tuple[str, str]:
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, "), "按这句话改正这一项"
    message, hint = MESSAGES.get(error["type"], UNTOLD)
    facts = {"input": error["input"], **error.get("ctx", {})}
    return message.format(**facts), hint.format(**facts).replace(" or ", "、")


def _path(document: Document, error: ErrorDetails) -> KeyPath:
    """The key path in the file: a union's kind stands in pydantic's path, not in the file."""
    path: KeyPath = ()
    for step in error["loc"]:
        path = (*path, step) if (*path, step) in document.lines else path
    return (*path, error["loc"][-1]) if error["type"] == "missing" else path


def _near(key: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(key, list(known), n=1)
    return f"是不是想写 {close[0]}" if close else ""


def _keys(model: type[BaseModel]) -> Iterator[str]:
    """Keys of a model and of the models inside it: a misspelt key may be of any of them."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models_in(field.annotation):
            yield from _keys(inner)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    for part in getattr(annotation, "__args__", ()) or (annotation,):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
        elif part is not annotation:
            yield from _models_in(part)
