"""The recipes for a check, a rule and an export, each followed once and then used."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from recipes import PAGES, RECIPES, files, followed
from small_province import DAY, PEOPLE, Province, household, resident
from typer.testing import CliRunner

from luoshi.cli import app

LAND = ["县", "乡", "村", "户编号", "地块编码", "确权面积"]
AWAY = ["县", "乡", "行政村", "户编号", "证件号码", "是否计划务工", "计划务工所在县"]


@pytest.fixture(autouse=True)
def pack_of_the_recipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack in which the recipes were followed is the one in use."""
    monkeypatch.setenv("LUOSHI_PACK", str(followed()))


def checked(file: Path, rule: str) -> dict[str, object]:
    """What ``luoshi check`` says of one rule in one file."""
    asked = ["check", str(file), "--as-of", "2023-12-18", "--county", "西吉县", "--rule", rule]
    result = CliRunner().invoke(app, [*asked, "--json"])
    assert result.exit_code == 0, result.stderr
    said: dict[str, object] = json.loads(result.stdout)
    return said


def written(file: Path, *rows: Sequence[str]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return file


def test_every_recipe_is_followed() -> None:
    assert {page.stem for page in PAGES.glob("add-a*.md")} - {"add-a-page"} == set(RECIPES)
    assert all(files(recipe) for recipe in RECIPES)


def test_the_check_finds_who_names_no_county(tmp_path: Path) -> None:
    place = ["西吉县", "吉强镇", "夏寨村"]
    file = written(
        tmp_path / "计划外出务工信息.csv",
        AWAY,
        [*place, "6400000001", "640422198001010011", "是", ""],
        [*place, "6400000002", "640422198001010022", "是", "银川市"],
        [*place, "6400000003", "640422198001010033", "否", ""],
    )
    (found,) = checked(file, "8_01_001")["findings"]  # type: ignore[misc]
    assert found["household"] == "6400000001"


def test_the_export_is_recognised_and_checked(tmp_path: Path) -> None:
    place = ["西吉县", "吉强镇", "夏寨村"]
    rows = [[*place, "6400000001", "A1", "3.5"], [*place, "6400000002", "A2", ""]]
    said = checked(written(tmp_path / "承包地信息.csv", LAND, *rows), "8_02_001")
    (table,) = said["tables"]  # type: ignore[misc]
    assert (table["table"], table["rows"], table["read"]["missing"]) == ("承包地信息", 2, [])
    (found,) = said["findings"]  # type: ignore[misc]
    assert found["household"] == "6400000002"


def test_the_rule_finds_households_whose_water_fails_often(own_home: Path) -> None:
    province = Province.at(own_home)
    province.store("households", *map(household, ("H1001", "H1002", "H2001")))
    province.store("residents", *map(resident, PEOPLE))
    cuts = {"H1001": 61, "H1002": 31, "H2001": 30}
    province.store("water", *({"户编号": one, "近一年断水天数": n} for one, n in cuts.items()))
    (found,) = (one for one in province.screen(DAY).leads if one.parsed.rule.id == "many-cuts")
    told = {lead.household: (lead.severity.colour.value, lead.evidence) for lead in found}
    assert told == {
        "H1001": ("orange", "近一年断水61天"),
        "H1002": ("yellow", "近一年断水31天"),
    }
