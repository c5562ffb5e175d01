"""From YAML data to typed models, with each mistake led back to file, line and key."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from luoshi.ids import NOTICE
from luoshi.pack.problems import PackError, Problem
from luoshi.pack.reading import Document, KeyPath

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")
Made = TypeVar("Made")

MESSAGES = {
    "missing": ("缺少这一项", "补上这个键"),
    "extra_forbidden": ("不认识的键", "检查拼写，或删去"),
    "string_type": ("应当是一段文字", "检查缩进：这里不能是列表或映射"),
    "tuple_type": ("应当是列表", "每项以“- ”开头"),
    "dict_type": ("应当是“键: 值”的映射", "检查缩进"),
    "model_type": ("应当是“键: 值”的映射", "检查缩进"),
    "bool_parsing": ("应当是 true 或 false", ""),
    "int_parsing": ("应当是整数", "只写数字"),
    "decimal_parsing": ("应当是数", "只写数字和小数点"),
    "date_from_datetime_parsing": ("应当是日期", "写成 2021-09-03"),
    "date_parsing": ("应当是日期", "写成 2021-09-03"),
}


def parse(model: type[Model], document: Document, notice: str | None = None) -> Model:
    """The document as a ``model``; the ids in the files of a ``notice`` are made full ones.

    Raises:
        PackError: with one problem for each mistake.
    """
    try:
        return model.model_validate(document.data, context={NOTICE: notice})
    except ValidationError as error:
        raise PackError([_problem(model, document, e) for e in error.errors()]) from error


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


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    path = _path(document, error["loc"])
    message, hint = MESSAGES.get(error["type"], (_own_words(error), ""))
    if error["type"] == "extra_forbidden":
        hint = _near(str(path[-1]), _keys(model)) or hint
    if error["type"] in ("enum", "literal_error"):
        message, hint = f"没有“{error['input']}”这个值", f"可以写：{error['ctx']['expected']}"
    return document.problem(path, message, hint)


def _path(document: Document, place: KeyPath) -> KeyPath:
    """The key path in the file: a union's kind stands in pydantic's path, not in the file."""
    path: KeyPath = ()
    for step in place[:-1]:
        path = (*path, step) if (*path, step) in document.lines else path
    return (*path, *place[-1:])


def _own_words(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Value error, ")


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
    for part in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
