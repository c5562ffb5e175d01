"""The made-up province, written down once."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from luoshi.demonstration.runner.folder import DemoError, province_folder, size_file
from luoshi.demonstration.runner.progress import Tell
from luoshi.demonstration.synthetic import files_in, write_province
from luoshi.home import home
from luoshi.site.accounts.services import User
from luoshi.site.ledgers.models import Record


def make_province(people: int, tell: Tell) -> Mapping[str, Path]:
    """The departments' files by table id, written unless they were before.

    Raises:
        DemoError: the state folder's province has another number of people, or the state
            folder holds what is no demonstration's.
    """
    if not size_file().exists():
        _demand_empty()
        _write(people, tell)
    _demand_size(people)
    return files_in(province_folder())


def _write(people: int, tell: Tell) -> None:
    """Write the province aside and move it in whole, so that what is there is complete."""
    folder = province_folder()
    unfinished = folder.with_name(".demo")
    shutil.rmtree(unfinished, ignore_errors=True)
    write_province(unfinished, people, progress=lambda share: tell("造一个合成的省", share))
    (unfinished / size_file().name).write_text(str(people))
    unfinished.rename(folder)


def _demand_empty() -> None:
    received = (home() / "warehouse").is_dir() and any((home() / "warehouse").iterdir())
    if received or User.objects.exists() or Record.objects.exists():
        raise DemoError(
            f"{home()} 里已有数据，不是 luoshi demo 建的，演示数据不能掺进去；"
            "请换一个文件夹：export LUOSHI_HOME=另一个文件夹"
        )


def _demand_size(people: int) -> None:
    there = int(size_file().read_text())
    if there != people:
        raise DemoError(
            f"{home()} 已有 {there} 人的演示数据；要做 {people} 人的，请换一个文件夹："
            "export LUOSHI_HOME=另一个文件夹"
        )
