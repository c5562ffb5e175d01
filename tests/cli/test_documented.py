"""A command or an option that is not in docs/reference/commands.md fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from luoshi.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text(
    encoding="utf-8"
)


def commands(
    command: TyperCommand | TyperGroup, name: str
) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    if isinstance(command, TyperGroup):
        for word, inner in command.commands.items():
            yield from commands(inner, f"{name} {word}")
    else:
        yield name, command


COMMANDS = dict(commands(typer.main.get_command(app), "luoshi"))


def section(name: str) -> str:
    heads = [part for part in PAGE.split("\n## ") if part.startswith(name)]
    assert heads, f"docs/reference/commands.md 没有 {name}"
    return heads[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_its_options_are_documented(name: str) -> None:
    text = section(name)
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"`{option}`" in text, f"{name} {option}"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_in_chinese_what_it_does(name: str) -> None:
    help_ = COMMANDS[name].help or ""
    assert any("\u4e00" <= letter <= "\u9fff" for letter in help_)


def test_each_environment_variable_is_documented() -> None:
    source = Path(__file__).parents[2] / "src"
    texts = (file.read_text(encoding="utf-8") for file in source.rglob("*.py"))
    used = {name for text in texts for name in re.findall(r'"(LUOSHI_[A-Z]+)"', text)}
    assert used
    assert used <= set(re.findall(r"`(LUOSHI_[A-Z]+)`", section("环境变量")))


ASKED_BY_COMMANDS_ALONE = ("cli/*.py", "demonstration/runner/*.py", "site/monitoring/services/*.py",
                           "site/notices/services/import_text.py")  # fmt: skip


def test_what_pages_may_say_advises_no_option_of_a_command() -> None:
    source = Path(__file__).parents[2] / "src" / "luoshi"
    told = {
        node.value
        for file in source.rglob("*.py")
        if not any(file.relative_to(source).match(one) for one in ASKED_BY_COMMANDS_ALONE)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [one for one in told if re.search(r"--[a-z]", one) and re.search("[一-龥]", one)] == []
