"""``luoshi pack new``: a whole place under a name of its own, or a word why not."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luoshi.cli import app
from luoshi.pack import load
from luoshi.pack.creating import create_place
from luoshi.pack.loading import shipped_packs


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_it_is_a_whole_pack_of_its_own_place(tmp_path: Path) -> None:
    folder = tmp_path / "osmanthus"
    done = run("pack", "new", "osmanthus", "--title", "桂花省", "--out", folder)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, f"写好了 {folder}。")
    made = load(folder)
    assert (made.id, made.title, made.areas.region.name) == ("osmanthus", "桂花省", "桂花省")
    checked = run("pack", "check", folder)
    assert (checked.exit_code, "政策包完好：桂花省" in checked.stdout) == (0, True)


def test_no_word_of_the_example_s_name_is_left(tmp_path: Path) -> None:
    name = load(shipped_packs() / "example").title
    folder = create_place("osmanthus", "桂花省", tmp_path / "new")
    assert not [file for file in folder.rglob("*.*") if name in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("title", "level", "whole", "kind"),
    [
        ("某自治区", "自治区", "全区", "自治区"),
        ("某市", "市", "全市", "直辖市"),
        ("桂花", "省", "全省", "省"),
    ],
)
def test_what_kind_of_place_it_is_follows_from_its_title(
    title: str, level: str, whole: str, kind: str, tmp_path: Path
) -> None:
    made = load(create_place("some-place", title, tmp_path / "new"))
    assert (made.words.level, made.words.whole, made.areas.region.kind) == (level, whole, kind)


def test_without_a_folder_it_is_named_after_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("pack", "new", "osmanthus").exit_code == 0
    assert (tmp_path / "osmanthus" / "pack.yaml").is_file()


@pytest.mark.parametrize("id_", ["9x", "My", "a b", "../up", "省", ""])
def test_what_cannot_be_an_id_is_refused(id_: str, tmp_path: Path) -> None:
    done = run("pack", "new", "--out", tmp_path / "new", "--", id_)
    assert (done.exit_code, "不能作编号" in done.stderr) == (2, True)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("title", ["a b", "某省：新", "", 'x"'])
def test_what_cannot_be_a_title_is_refused(title: str, tmp_path: Path) -> None:
    done = run("pack", "new", "osmanthus", "--title", title, "--out", tmp_path / "new")
    assert (done.exit_code, "不能作名称" in done.stderr) == (2, True)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("我的", encoding="utf-8")
    done = run("pack", "new", "osmanthus", "--out", tmp_path)
    assert (done.exit_code, "不覆盖" in done.stderr) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
