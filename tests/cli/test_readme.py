"""Who follows the README word for word gets what it says; nobody is told to lose anything."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from luoshi.cli import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

LOSSES = re.compile(
    r"删(?:掉|去|除)(?:它就|了它| ?`?(?:\./)?var|整个| ?`?\$?LUOSHI_HOME)|请先删去|rm -rf? \S*var"
)
"""Advice to delete what holds records, keys and the audit log."""

STAND_IN = '#!/bin/sh\nprintf "%s\\n" "$*" >> calls\n'


def block(word: str) -> str:
    """The commands of the one block that has a word."""
    blocks = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
    (found,) = (text for text in blocks if word in text)
    return str(found)


def called(commands: str, folder: Path) -> list[list[str]]:
    """What the commands call luoshi with, one call after the other, as bash reads them."""
    stand_in = folder / ".venv" / "bin" / "luoshi"
    stand_in.parent.mkdir(parents=True, exist_ok=True)
    stand_in.write_text(STAND_IN)
    stand_in.chmod(0o755)
    calls = folder / "calls"
    calls.unlink(missing_ok=True)
    subprocess.run(["bash", "-e", "-c", commands], cwd=folder, check=True)
    return [shlex.split(line) for line in calls.read_text(encoding="utf-8").splitlines()]


def test_its_own_sequence_screens_the_people_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = block("luoshi synth").replace("--people 20000", "--people 600")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LUOSHI_HOME", str(tmp_path / "试用"))
    assert CliRunner().invoke(app, called(commands, tmp_path)[0]).exit_code == 0
    _, *imports, screen = called(commands, tmp_path)
    assert len(imports) == 22
    for words in imports:
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, (words, result.stderr)
    luoshi = Path(sys.executable).with_name("luoshi")
    done = subprocess.run([luoshi, *screen], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["people"] == 600
    assert found["leads"] > 0
    made = {".venv", "calls", "合成省", "试用"}
    assert {file.name for file in tmp_path.iterdir()} == made


def texts() -> list[Path]:
    """Every text somebody may be told by: pages, commands, messages."""
    pages = [*ROOT.glob("*.md"), ROOT / "Makefile", *ROOT.glob("docs/**/*.md")]
    sources = [file for kind in ("py", "html", "js") for file in (ROOT / "src").rglob(f"*.{kind}")]
    return [*pages, *sources]


@pytest.mark.parametrize(
    "told", ["忘了就删去 `var` 重做", "请先删去 /home/x", "删掉它就回到起点", "rm -rf var"]
)
def test_such_advice_is_known(told: str) -> None:
    assert LOSSES.search(told)


def test_nobody_is_advised_to_delete_the_state_folder() -> None:
    told = [file.name for file in texts() if LOSSES.search(file.read_text(encoding="utf-8"))]
    assert told == []
