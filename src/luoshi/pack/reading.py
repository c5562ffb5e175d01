"""YAML with places: every scalar as text, and the line of every key.

Text scalars leave typing to the models, so amounts stay exact and an id like ``1_02_006``
stays an id.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from luoshi.frozen import KeyPath
from luoshi.pack.problems import PackError, Problem

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True)
class Document:
    """One YAML file: its data and the line (from 1) of each key path."""

    file: Path
    data: Value
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line of ``path``, or of the nearest key above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, message: str, hint: str = "") -> Problem:
        """A problem with what stands at ``path``."""
        return Problem(self.file, self.line(path), dotted(path), message, hint)


def read_yaml(file: Path) -> Document:
    """Read one file.

    Raises:
        PackError: the text is not YAML, or a key stands twice in one mapping.
    """
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(
            [Problem(file, line, "", f"不是合法的 YAML：{error.problem}", "检查缩进、冒号和引号")]
        ) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise PackError([Problem(file, 1, "", "读不出文字", "存为 UTF-8 编码的文本")]) from error
    lines: dict[KeyPath, int] = {}
    return Document(file, _value(file, root, (), lines) if root else {}, lines)


def _value(file: Path, node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int]) -> Value:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(file, node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(file, item, (*path, i), lines) for i, item in enumerate(node.value)]
    return str(node.value)


def _mapping(
    file: Path, node: yaml.MappingNode, path: KeyPath, lines: dict[KeyPath, int]
) -> dict[str, Value]:
    data: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in data:
            raise PackError(
                [Problem(file, line, dotted((*path, key)), "同一处写了两次", "删去一个")]
            )
        lines[(*path, key)] = line
        data[key] = _value(file, value_node, (*path, key), lines)
    return data


def dotted(path: KeyPath) -> str:
    """A key path as people write it: ``columns[3].type``."""
    return "".join(_steps(path)).lstrip(".")


def _steps(path: KeyPath) -> Iterator[str]:
    for step in path:
        yield f"[{step}]" if isinstance(step, int) else f".{step}"
