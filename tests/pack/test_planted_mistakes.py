"""Whoever writes a pack from scratch is told each mistake with its place and how to mend it."""

import os
import re
import shutil
from pathlib import Path

import pytest
from pack.planted import FORMS, NAMES, Planted

from luoshi.cli.proving import mistakes
from luoshi.pack import Problem, default_folder

CHINESE = re.compile("[\u4e00-\u9fff]")


def planted(batch: list[Planted], folder: Path) -> Path:
    """A pack like the real one, but for the mistakes; the files that stay are the same ones."""
    shutil.copytree(default_folder(), folder, copy_function=os.link)
    for one in batch:
        plant(one, folder / one.file)
    return folder


def plant(one: Planted, file: Path) -> None:
    """Write the file anew, with the mistake."""
    text = one.new
    if one.old:
        before = file.read_text(encoding="utf-8")
        assert one.old in before
        text = before.replace(one.old, one.new, 1)
        file.unlink()
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def line_of(one: Planted, folder: Path) -> int:
    """The line on which the mistake is to be told."""
    text = (folder / (one.of or one.file)).read_text(encoding="utf-8")
    if one.at:
        return text[: text.index(one.at)].count("\n") + 1
    before = (default_folder() / one.file).read_text(encoding="utf-8")
    lines = zip(before.splitlines(), text.splitlines(), strict=False)
    return next(number for number, (old, new) in enumerate(lines, 1) if old != new)


def is_told(problem: Problem, one: Planted, folder: Path) -> bool:
    """Whether a problem is that of the mistake, with its place."""
    return (
        problem.file == folder / (one.of or one.file)
        and problem.line == line_of(one, folder)
        and problem.key == one.key
        and one.told in problem.message
    )


def batches(mistakes: list[Planted]) -> list[list[Planted]]:
    """Mistakes that can be planted together: each in a file, and told of a file, of its own."""
    made: list[list[Planted]] = []
    for one in mistakes:
        fitting = (batch for batch in made if not any(_hides(one, other) for other in batch))
        batch = next(fitting, None)
        if batch is None:
            made.append(batch := [])
        batch.append(one)
    return made


def _hides(one: Planted, other: Planted) -> bool:
    files = {one.file, one.of or one.file}
    return one.alone or other.alone or bool(files & {other.file, other.of or other.file})


@pytest.mark.parametrize("batch", [[one] for one in FORMS] + batches(NAMES))
def test_a_planted_mistake_is_told_with_its_place(batch: list[Planted], tmp_path: Path) -> None:
    folder = planted(batch, tmp_path / "pack")
    found = mistakes(folder)
    missed = [one for one in batch if not any(is_told(problem, one, folder) for problem in found)]
    assert not missed, "\n".join(map(str, (*missed, *found)))
    assert all(CHINESE.search(problem.message) for problem in found)
    assert all(CHINESE.search(problem.hint) for problem in found), found


def test_at_least_sixty_different_mistakes_are_planted() -> None:
    assert len({(one.file, one.old, one.new) for one in (*FORMS, *NAMES)}) >= 60


def test_the_pack_itself_has_no_mistake() -> None:
    assert mistakes(default_folder()) == []


def test_all_mistakes_of_form_are_told_at_once(tmp_path: Path) -> None:
    (batch, *_) = batches([one for one in FORMS if "已经有了" not in one.told])
    folder = planted(batch, tmp_path / "pack")
    found = mistakes(folder)
    assert len(batch) > 8
    assert all(any(is_told(problem, one, folder) for problem in found) for one in batch)
