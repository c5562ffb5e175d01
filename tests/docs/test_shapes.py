"""What commands print as JSON has the keys that their page says, and no others."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docs.pages import ROOT, text
from quality.making import member, written
from small_province import PEOPLE, Province, house, household, insured, resident
from typer.testing import CliRunner

from luoshi.cli import app

COMMANDS = text(ROOT / "docs/reference/commands.md")
FILES = text(ROOT / "docs/reference/files.md")

Shape = dict[str, Any]
"""Keys with the shape of what is under them; nothing is said of what has none."""


def shape(said: str) -> Shape:
    """The shape a page tells: ``{a, b:[{c}]}``."""
    quoted = re.sub(r"[a-z_]+", lambda key: f'"{key[0]}"', said.replace(" ", ""))
    spelt = re.sub(r'"(?=[,}])', '":{}', quoted)
    made: Shape = json.loads(re.sub(r"\[(\{.*?\})\]", r"\1", re.sub(r"[\[\]]", "", spelt)))
    return made


def assert_shaped(value: object, told: Shape) -> None:
    """What was printed has the keys the page tells, as deep as it tells of them."""
    for row in value if isinstance(value, list) else [value]:
        assert isinstance(row, dict)
        assert set(row) == set(told)
        for key, inner in told.items():
            if inner and row[key]:
                assert_shaped(row[key], inner)


@cache
def told(command: str) -> Shape:
    """The shape that the page of commands gives for a command."""
    part = re.search(rf"^## luoshi {command}\b.*?(?=^## )", COMMANDS, re.MULTILINE | re.DOTALL)
    assert part
    found = re.search(r"^- `--json`：[^`]*`([\[{][^`]+)`", part[0], re.MULTILINE)
    assert found
    return shape(found[1])


def run(*words: object) -> Any:
    result = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def run_apart(*words: str) -> Any:
    """As a user runs it: these set up a site of their own."""
    luoshi = Path(sys.executable).with_name("luoshi")
    done = subprocess.run([luoshi, *words, "--json"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_shapes_are_read_as_written() -> None:
    assert shape("[{a, b_c:[{d, e}], f:{g}}]") == {
        "a": {}, "b_c": {"d": {}, "e": {}}, "f": {"g": {}},
    }  # fmt: skip


@pytest.mark.parametrize(
    "command",
    [
        "status --as-of 2025-06-30 --county 西吉县",
        "parameter list",
        "allocate 用地指标 2023 --total 5400",
    ],
)
def test_what_is_asked_of_the_pack_and_the_site(command: str) -> None:
    words = command.split()
    name = " ".join(words[: 2 if words[0] == "parameter" else 1])
    assert_shaped(run_apart(*words), told(name))


def test_screen(own_home: Path) -> None:
    made = Province.at(own_home)
    made.store("households", *map(household, ("H1001", "H1002", "H2001")))
    made.store("residents", *map(resident, PEOPLE))
    made.store("medical_insurance", *map(insured, PEOPLE))
    made.store("houses", house("H1001", "D"))
    assert_shaped(run_apart("screen", "--as-of", "2025-06-30"), told("screen"))


def test_check(tmp_path: Path) -> None:
    people = [member(number, 是否危房户="是") for number in range(3)]
    file = written(tmp_path, "monitored", people).file
    said = run("check", file, "--as-of", "2023-12-18", "--county", "西吉县")
    assert_shaped(said, told("check"))
    assert_shaped(said["tables"][0]["read"], shape(account()))


def account() -> str:
    found = re.search(r"`--json` 里是 `(\{[^`]+\})`", FILES)
    assert found
    return found[1]


def test_import(tmp_path: Path) -> None:
    file = tmp_path / "住房.csv"
    file.write_text("户编号,住房状况,房屋等级\nH1,自有住房,D\n,自有住房,D\n", encoding="utf-8-sig")
    seen = run("import", "houses", file, "--preview")
    (said,) = run("import", "houses", file)
    assert_shaped(said, told("import"))
    assert_shaped(said["read"], shape(account()))
    preview = re.search(r"`--preview` 和要确认的：`([^`]+)`", COMMANDS)
    assert preview
    assert_shaped(seen, shape(preview[1]))
