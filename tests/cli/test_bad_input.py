"""Whatever is typed wrongly is told in Chinese, with exit code 2 and never a traceback."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup
from typer.testing import CliRunner, Result

from luoshi.cli import app
from luoshi.cli.data import DAY, NUMBER

ODD = {
    DAY: ("昨天", "2025-02-30", "2025-06", "0001-01-01", "9999-12-31", "1e9", "-1", "9" * 5000, ""),
    NUMBER: ("很多", "1e999999999", "NaN", "Infinity", "-1", "9" * 5000, ""),
}
"""By the kind of an option: what nobody can mean by it."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def options() -> Iterator[tuple[str, str, str]]:
    """Each command with each of its options that take a day or a number, and which of them."""
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    for name, command in root.commands.items():
        for parameter in command.params:
            if parameter.metavar in ODD:
                yield name, parameter.opts[0], str(parameter.metavar)


OPTIONS = list(options())


def test_there_are_options_of_both_kinds() -> None:
    assert {("status", "--known-at", DAY), ("allocate", "--total", NUMBER)} <= set(OPTIONS)
    assert {name for name, _, kind in OPTIONS if kind == DAY} == {
        *("check", "screen", "status", "synth"),
    }


@pytest.mark.parametrize(("command", "option", "kind"), OPTIONS)
def test_each_day_and_number_is_refused_in_chinese(command: str, option: str, kind: str) -> None:
    for text in ODD[kind]:
        result = run(command, option, text)
        assert (result.exit_code, result.stdout) == (2, ""), text
        assert result.stderr.startswith(f"{option}：")
        assert is_chinese(result.stderr)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nosuch",), "没有 nosuch 这个命令"),
        (("status", "--bad"), "没有 --bad 这个选项"),
        (("status", "extra"), "多写了：extra"),
        (("status", "--county"), "--county 后面"),
        (("import",), "缺少 TABLE"),
        (("allocate", "中央衔接资金", "1999"), "YEAR：1999 不在 2000—2100 之间"),
        (("serve", "--port", "70000"), "1—65535"),
        (("serve", "--host", "256.1.1.1"), "256.1.1.1"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "已被占用" in result.stderr


@pytest.mark.parametrize("day", ["2020-12-31", "1900-01-01"])
def test_before_the_notice_there_is_nothing_to_judge(day: str) -> None:
    result = run("status", "--as-of", day, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2021-01-01" in result.stderr


def test_a_day_without_parameters_is_told(tmp_path: Path) -> None:
    result = run("synth", "--people", "500", "--out", tmp_path / "省", "--as-of", "1950-01-01")
    assert result.exit_code == 2
    assert "没有生效的值" in result.stderr
