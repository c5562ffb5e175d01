"""Whatever stands in a pack's files is proved or told as problems: nothing else is ever raised."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tried import tried

from luoshi.cli.proving import mistakes
from luoshi.pack import Problem, default_folder, loading

Path_ = tuple[str | int, ...]

FILES = sorted(
    str(file.relative_to(default_folder()))
    for glob in loading.FILES
    for file in default_folder().glob(glob)
)
ODD = st.sampled_from(
    ["", "x", "0", "-1", "NaN", "2021-13-01", "1e999", "：", "{", ":as_of", "年度"]
)
"""Values somebody may write by mistake."""


def places(value: object, path: Path_ = ()) -> Iterator[Path_]:
    """Where something stands in a document."""
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        yield from places(inner, (*path, key))


def at(value: Any, path: Path_) -> Any:
    for key in path:
        value = value[key]
    return value


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, object]:
    """A file of the pack with some of it dropped, swapped, emptied or of another type."""
    name = draw(st.sampled_from(FILES))
    text = (default_folder() / name).read_text(encoding="utf-8")
    value = yaml.load(text, Loader=yaml.CBaseLoader)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([one for one in places(value) if one]))
        mutate(draw, value, path)
    return name, value


def mutate(draw: st.DrawFn, value: Any, path: Path_) -> None:
    holder, key = at(value, path[:-1]), path[-1]
    match draw(st.sampled_from(["drop", "swap", "odd", "list", "mapping", "twice"])):
        case "drop":
            del holder[key]
        case "swap":
            other = draw(
                st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder)))
            )
            holder[key], holder[other] = holder[other], holder[key]
        case "twice" if isinstance(holder, list):
            holder.append(holder[key])
        case "list":
            holder[key] = draw(st.sampled_from([[], ["x"], [holder[key]]]))
        case "mapping":
            holder[key] = draw(st.sampled_from([{}, {"x": "y"}, {"x": holder[key]}]))
        case _:
            holder[key] = draw(ODD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack whose files are the real ones."""
    made = tmp_path_factory.mktemp("mutated") / "pack"
    return Path(shutil.copytree(default_folder(), made, copy_function=os.link))


@given(mutated())
@tried(25)
def test_a_mutated_pack_is_proved_or_refused(folder: Path, made: tuple[str, object]) -> None:
    name, value = made
    file = folder / name
    original = default_folder() / name
    file.unlink()
    file.write_text(yaml.dump(value, allow_unicode=True), encoding="utf-8")
    try:
        loading._load.cache_clear()
        found = mistakes(folder)
    finally:
        file.unlink()
        os.link(original, file)
    assert all(isinstance(one, Problem) and one.line > 0 and one.message for one in found)


@given(name=st.sampled_from(FILES), text=st.text(max_size=200) | st.binary(max_size=200))
@tried(10)
def test_a_file_of_anything_is_proved_or_refused(
    folder: Path, name: str, text: str | bytes
) -> None:
    file = folder / name
    file.unlink()
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    try:
        loading._load.cache_clear()
        assert all(isinstance(one, Problem) for one in mistakes(folder))
    finally:
        file.unlink()
        os.link(default_folder() / name, file)
