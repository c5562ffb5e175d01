"""What the commands say when they are called wrongly: in Chinese, with exit code 2."""

import re
import sys
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from luoshi.cli.output import BAD_INPUT, err

_WRONG = {
    "MissingParameter": "缺少 {name}",
    "NoSuchOption": "没有 {name} 这个选项",
    "BadOptionUsage": "{name} 后面缺少内容，或多了内容",
}
"""What each kind of wrong call means, by the kind's name; others tell their own words."""

_UNKNOWN = re.compile(r"No such command '(.*?)'\..*", re.DOTALL)
_TOO_MUCH = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)


class Group(TyperGroup):
    """The commands, telling wrong calls in Chinese."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command and leave with its exit code.

        Raises:
            SystemExit: always.
        """
        try:
            code = super().main(*args, **extra | {"standalone_mode": False})
        except TyperException as error:
            _tell(error)
            sys.exit(BAD_INPUT)
        except typer.Abort:
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _tell(error: TyperException) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()  # type: ignore[attr-defined]
        return
    context = getattr(error, "ctx", None)
    asked = f"；用法见 {context.command_path} --help" if context else ""
    err.print(f"{_words(error)}{asked}", style="red", markup=False, highlight=False, soft_wrap=True)


def _words(error: TyperException) -> str:
    name, known = _name(error), _WRONG.get(type(error).__name__)
    if known:
        return known.format(name=name)
    if isinstance(error, typer.BadParameter):
        return f"{name}：{error.message}"
    return _UNKNOWN.sub(r"没有 \1 这个命令", _TOO_MUCH.sub(r"多写了：\1", error.message))


def _name(error: TyperException) -> str:
    """The option or argument it is about, as it is written."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "option_name", "") or "")
    return str(parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.name.upper())
