"""A state folder remembers its place, and refuses the pack of another."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luoshi.cli import app
from luoshi.pack import PackError, default_folder, load
from luoshi.pack.homes import MARK, claim_home
from luoshi.pack.opening import open_warehouse


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of another place: the shipped one under another id."""
    folder = tmp_path_factory.mktemp("packs") / "elsewhere"
    shutil.copytree(default_folder(), folder)
    head = folder / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace(f"id: {load().id}", "id: elsewhere", 1), encoding="utf-8")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_a_home_without_a_mark_takes_that_of_the_place_it_is_opened_with(own_home: Path) -> None:
    claim_home(load())
    assert (own_home / MARK).read_text(encoding="utf-8").strip() == load().id
    claim_home(load())


def test_the_pack_of_another_place_is_refused_and_nothing_touched(
    own_home: Path, elsewhere: Path
) -> None:
    claim_home(load())
    with pytest.raises(PackError) as refused:
        open_warehouse(load(elsewhere))
    said = str(refused.value)
    assert f"是“{load().id}”的数据" in said
    assert "“elsewhere”" in said
    assert "LUOSHI_PACK" in said
    assert "LUOSHI_HOME" in said
    assert [file.name for file in own_home.iterdir()] == [MARK]


@pytest.mark.parametrize(
    "command",
    [
        ("import", "houses", "住房.csv"),
        ("screen",),
        ("status",),
        ("allocate", "用地指标", "2024"),
        ("parameter", "list"),
        ("demo", "--people", "500", "--no-serve"),
        ("serve", "--port", "18765"),
        ("worker",),
    ],
)
def test_commands_say_so_and_end_with_two(
    command: tuple[str, ...],
    own_home: Path,
    elsewhere: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim_home(load())
    (tmp_path / "住房.csv").write_text("户编号\nH1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LUOSHI_PACK", str(elsewhere))
    done = run(*command)
    assert (done.exit_code, "换一个文件夹：export LUOSHI_HOME=" in done.stderr) == (2, True)
    assert [file.name for file in own_home.iterdir()] == [MARK]
