"""What the commands say of modules that a place does not use."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from luoshi.cli import app
from packs import minimal

run = CliRunner().invoke


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of three counties is the one the commands work for."""
    folder = minimal(tmp_path / "pack")
    monkeypatch.setenv("LUOSHI_PACK", str(folder))
    return folder


def test_a_small_pack_is_proved_and_says_what_it_does_without(small: Path) -> None:
    done = run(app, ["pack", "check", str(small)])
    assert done.exit_code == 0
    assert "启用：承诺看板、台账、部门数据\n" in done.stdout
    assert "未启用：数据核查（要用就写上 checks/*.yaml）" in done.stdout
    assert "政策包完好" in done.stdout


def test_half_a_module_is_no_proved_pack(small: Path) -> None:
    codes = small / "codes" / "trouble_kinds.yaml"
    codes.parent.mkdir()
    codes.write_text("id: trouble_kinds\ntitle: 困难\nitems: [{name: 生病}]\nsource: 本系统\n")
    done = run(app, ["pack", "check", str(small)])
    assert done.exit_code == 2
    assert f"{small}/pack.yaml:2：“申报受理”要用：“监测帮扶”没有启用" in done.stderr
    assert (
        f"{small}/parameters/*.yaml:1 apply_register_days：“申报受理”要用：没有名为" in done.stderr
    )
    assert "在 pack.yaml 写 without: [intake]" in done.stderr


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["screen"], "筛查预警"),
        (["allocate", "land", "2024"], "资金分配"),
        (["assess", "2024"], "年度考核"),
        (["check", "a.xlsx", "--as-of", "2024-01-01", "--county", "东山县"], "数据核查"),
        (["synth", "--people", "1000", "--out", "out"], "合成数据"),
        (["demo", "--no-serve"], "演示"),
    ],
)
def test_a_command_of_an_unused_module_says_so(words: list[str], title: str, small: Path) -> None:
    done = run(app, words)
    assert done.exit_code == 2
    assert f"这里没有启用“{title}”" in done.stderr
