"""The page of every file and key says what the models say, and leaves nothing out."""

from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from luoshi.cli import app
from luoshi.pack import keys
from luoshi.pack.loading import FILES
from luoshi.pack.validation_files import OTHERS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "pack-files.md"


def test_every_file_has_a_meaning_and_no_other() -> None:
    assert set(keys.meanings().files) == {*FILES, *OTHERS}


@pytest.mark.parametrize("model", keys.models(), ids=lambda model: model.__name__)
def test_every_key_has_a_meaning(model: keys.Model) -> None:
    assert keys.title(model)
    assert [key for key in keys.keys_of(model) if not keys.meaning(model, key)] == []


def test_no_meaning_is_of_a_key_that_is_gone() -> None:
    asked = [(model, key) for model in keys.models() for key in keys.keys_of(model)]
    used = {(keys.sources(model, key)[0], key) for model, key in asked}
    known = keys.meanings()
    told = {(name, key) for name, one in known.models.items() for key in one.keys}
    assert told | {("common", key) for key in known.common} == used


def test_two_models_are_not_called_alike() -> None:
    titles = Counter(map(keys.title, keys.models()))
    assert [title for title, count in titles.items() if count > 1] == []


def test_the_page_is_what_the_command_prints() -> None:
    result = CliRunner().invoke(app, ["pack", "keys"])
    assert result.exit_code == 0
    assert PAGE.read_text(encoding="utf-8") == result.stdout, (
        "luoshi pack keys > docs/reference/pack-files.md"
    )


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("required", "| `issued` | 印发日，也是第一天 | 日期 | 必写 |"),
        (
            "a default",
            "| `every` | 按每年（year）还是按整个期限（term）算 | `year`、`term` | 默认 `year` |",
        ),
        ("a list of models", "| `clauses` | 条款 | [条款](#条款)的列表 | 必写 |"),
        ("an alias", "| `from` | 从哪天起 | 日期 | 必写 |"),
        ("filled in", "| `id` | 编号，等于文件夹的名称 | 文字 | 可不写 |"),
    ],
)
def test_a_row_says_how_a_key_is_written(row: str, text: str) -> None:
    assert text in keys.page(), row
