"""``luoshi check`` as a user runs it."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from quality.making import FILES, member, written
from typer.testing import CliRunner, Result

from luoshi.cli import app

ID = "640422198001010001"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    people = [member(number, 是否危房户="是") for number in range(3)]
    return written(tmp_path, "monitored", people).file


@pytest.fixture
def asked(file: Path) -> list[object]:
    return [file, "--as-of", "2023-12-18", "--county", "西吉县"]


def test_json_is_one_document(asked: list[object]) -> None:
    result = run(*asked, "--rule", "1_02_001", "--json")
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)
    assert list(document) == ["as_of", "county", "tables", "rules", "findings"]
    (table,) = document["tables"]
    assert list(table) == ["table", "file", "rows", "read", "spoiled"]
    assert (table["table"], table["file"], table["rows"]) == ("监测对象信息", FILES["monitored"], 3)
    assert (table["read"]["sheets"], table["read"]["rows"]) == (["Sheet1"], 3)
    ((rule), (finding)) = (document["rules"][0], document["findings"][0])
    assert (rule["id"], rule["findings"], rule["skipped"]) == ("1_02_001", 1, None)
    assert (finding["sheet"], finding["row"]) == ("Sheet1", 5)
    assert finding["household"] == "6400000000"


def test_people_read_what_was_found_and_what_was_not_asked(asked: list[object]) -> None:
    result = run(*asked)
    assert result.exit_code == 0, result.stderr
    assert "1_02_001" in result.stdout
    assert "没有给出“已外出务工信息”" in result.stdout


def test_no_id_number_is_printed(asked: list[object], file: Path) -> None:
    assert ID not in run(*asked).stdout + run(*asked, "--json").stdout


def test_workbooks_are_written_masked_unless_asked(asked: list[object], tmp_path: Path) -> None:
    run(*asked, "--xlsx", tmp_path / "甲.xlsx", "--by-township", tmp_path / "乡镇")
    run(*asked, "--xlsx", tmp_path / "乙.xlsx", "--ids")
    texts = [
        {cell.value for row in load_workbook(tmp_path / name)["1_02_001"] for cell in row}
        for name in ("甲.xlsx", "乙.xlsx")
    ]
    assert [ID in each for each in texts] == [False, True]
    assert [path.name for path in (tmp_path / "乡镇").iterdir()] == ["乙乡.xlsx"]


def test_nothing_is_stored(asked: list[object], own_home: Path) -> None:
    run(*asked)
    assert not own_home.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--county", "海原县"], "不是海原县的"),
        (["--rule", "9_99_999"], "9_99_999"),
        (["没有.xlsx"], "没有这个文件"),
    ],
)
def test_bad_input_is_told_with_code_2(asked: list[object], more: list[str], told: str) -> None:
    result = run(*asked, *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
