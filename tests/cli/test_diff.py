"""``luoshi pack diff``: one document, or words for a meeting; only the texts where nothing is."""

import json
from pathlib import Path
from shutil import copytree

from typer.testing import CliRunner

from luoshi.cli import app
from luoshi.pack import load


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the usual pack with one text replaced."""
    copytree(load().folder, folder)
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def run(*said: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["pack", "diff", *map(str, said)])
    return done.exit_code, done.output


def test_without_a_state_folder_the_texts_are_compared(tmp_path: Path, own_home: Path) -> None:
    other = edited(tmp_path / "b", "parameters/medical.yaml", 'value: "1.5"', 'value: "1.6"')
    code, told = run(load().folder, other)
    assert code == 0
    assert "没有记录可问，只比了文字" in told
    assert "parameters/medical.yaml:" in told
    assert "1.5 → 1.6" in told
    assert not own_home.exists(), "to compare texts makes no state folder"


def test_the_same_folder_does_not_differ(own_home: Path) -> None:
    code, told = run(load().folder, load().folder, "--json")
    document = json.loads(told)
    assert code == 0
    assert document["differences"] == []
    assert document["as_of"] is None


def test_what_is_no_pack_is_told(tmp_path: Path) -> None:
    code, _ = run(load().folder, tmp_path)
    assert code == 2
