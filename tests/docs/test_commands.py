"""Every command a page shows is one: the real parser takes it, and make knows its target."""

import re
import shlex
from pathlib import Path

import click
import pytest
import typer.main
from docs.pages import PAGES, ROOT, blocks, name, spans, text
from typer.core import TyperGroup

from luoshi.cli import app

LUOSHI = typer.main.get_command(app)
SHOWN = re.compile(r"(?:^|\s|/)luoshi +([^;&|\n]*)", re.MULTILINE)


def addressed(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, and the words after its name."""
    command: click.Command = LUOSHI
    while isinstance(command, TyperGroup) and words and re.fullmatch(r"[a-z]+", words[0]):
        found = command.commands.get(words[0])
        assert found, f"没有 luoshi … {words[0]}"
        command, words = found, words[1:]
    return command, words


def options(command: click.Command) -> set[str]:
    every = (one for each in command.params for one in (*each.opts, *each.secondary_opts))
    return {one for one in every if one.startswith("-")} | {"--help"}


def in_blocks(page: Path) -> list[str]:
    return [line for block in blocks(page) for line in SHOWN.findall(block)]


WHOLE = [(name(page), line) for page in PAGES for line in in_blocks(page)]
HEADS = re.compile(r"^## luoshi (.+)$", re.MULTILINE)
NAMED = [
    (name(page), said)
    for page in PAGES
    for said in [
        *(s[7:] for s in spans(page) if s.startswith("luoshi ")),
        *HEADS.findall(text(page)),
    ]
]


@pytest.mark.parametrize(("page", "line"), WHOLE)
def test_a_command_to_copy_is_taken_by_the_parser(page: str, line: str) -> None:
    command, words = addressed(shlex.split(line))
    with command.make_context(command.name, list(words)) as context:
        assert context.params is not None


@pytest.mark.parametrize(("page", "said"), NAMED)
def test_a_command_that_is_named_exists_with_its_options(page: str, said: str) -> None:
    command, words = addressed(said.split())
    assert {word for word in words if word.startswith("-")} <= options(command)


@pytest.mark.parametrize(
    "section",
    re.split(r"^## luoshi ", text(ROOT / "docs/reference/commands.md"), flags=re.MULTILINE)[1:],
)
def test_no_option_is_documented_that_there_is_not(section: str) -> None:
    head, _, rest = section.partition("\n")
    command, _ = addressed(head.split())
    lists = "".join(re.findall(r"^- (`--[^：]+)：", rest, re.MULTILINE))
    assert set(re.findall(r"`(--[a-z-]+)`", lists)) <= options(command)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_make_target_that_is_shown_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.* ## ", makefile, re.MULTILINE))
    code = "\n".join([*blocks(page), *spans(page)])
    assert set(re.findall(r"^\s*make ([a-z]+)", code, re.MULTILINE)) <= targets
    assert "docs" in targets
