"""What the README tells a newcomer: from a clean clone, one command makes the demonstration."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="不在 git 检出中，没有可以克隆的版本"),
    pytest.mark.skipif(shutil.which("git") is None, reason="缺少系统软件包 git"),
]


def run(*command: str | Path, folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "LUOSHI_HOME"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def test_one_command_makes_the_demonstration_and_again_adds_nothing(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    run("git", "clone", "--quiet", ROOT, clone, folder=tmp_path)
    demo = ("make", "demo", "ARGS=--people 1500 --no-serve")
    first = run(*demo, folder=clone)
    # The passwords are told when the accounts are made, long before the end.
    assert -1 < first.find("演示账号（密码只显示这一次）") < first.find("入库 ")
    assert (clone / "var" / "luoshi.sqlite3").exists()
    again = run(*demo, folder=clone)
    assert "入库 0 行" in again
    assert "新增 0 条" in again
    luoshi = clone / ".venv" / "bin" / "luoshi"
    renewed = run(luoshi, "demo", "--accounts", folder=clone)
    assert renewed.splitlines()[0] == "演示账号（密码只显示这一次）："
    assert {line.split()[0] for line in renewed.splitlines()[1:]} >= {"province", "checker"}
    found = json.loads(run(luoshi, "screen", "--as-of", "2025-06-30", "--json", folder=clone))
    assert found["people"] == 1500
    assert found["leads"] > 0
    shown = run("git", "status", "--porcelain", folder=clone)
    assert shown == ""
