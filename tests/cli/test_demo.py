"""The demonstration keeps to its own folder, and sets passwords of its own accounts alone."""

import subprocess
import sys
from pathlib import Path


def luoshi(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("luoshi")
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=False)


def test_passwords_of_a_home_it_did_not_make_are_left_alone(own_home: Path) -> None:
    own_home.mkdir()
    done = luoshi("demo", "--accounts")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{own_home} 不是 luoshi demo 建的" in done.stderr
    assert list(own_home.iterdir()) == []


def test_a_demonstration_cut_off_before_its_accounts_says_so(own_home: Path) -> None:
    (own_home / "demo").mkdir(parents=True)
    (own_home / "demo" / "people").write_text("500")
    done = luoshi("demo", "--accounts")
    assert (done.returncode, done.stdout) == (2, "")
    assert "再运行一次 luoshi demo" in done.stderr


def test_it_is_never_mixed_into_other_data(own_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "住房.csv"
    file.write_text("户编号,住房状况,房屋等级\nH1,自有住房,D\n", encoding="utf-8-sig")
    assert luoshi("import", "houses", str(file)).returncode == 0
    done = luoshi("demo", "--people", "500", "--no-serve")
    assert done.returncode == 2
    assert "请换一个文件夹：export LUOSHI_HOME=" in done.stderr
    assert not (own_home / "demo").exists()


def test_another_size_asks_for_another_folder(own_home: Path) -> None:
    (own_home / "demo").mkdir(parents=True)
    (own_home / "demo" / "people").write_text("500")
    done = luoshi("demo", "--people", "600", "--no-serve")
    assert done.returncode == 2
    assert "已有 500 人的演示数据" in done.stderr
    assert "删" not in done.stderr
