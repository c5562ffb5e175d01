"""The small place that ships beside the big one is whole, and all that can run on it does."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from luoshi.cli import app
from luoshi.demonstration.synthetic.ledgers.loading import load_recipes
from luoshi.pack import Pack, load
from luoshi.pack.loading import shipped_packs

FOLDER = shipped_packs() / "example"


@pytest.fixture(scope="module")
def place() -> Pack:
    return load(FOLDER)


def test_it_is_proved() -> None:
    done = CliRunner().invoke(app, ["pack", "check", str(FOLDER)])
    assert done.exit_code == 0, done.stderr
    assert "政策包完好：示例省" in done.stdout


def test_it_is_small_and_of_no_real_province(place: Pack) -> None:
    counties = place.areas.counties()
    assert len(counties) == 3
    assert {area.code[:2] for area in place.areas.all()} == {"99"}
    assert len([one for one in FOLDER.rglob("*") if one.is_file()]) < 100
    assert "示例文件" in place.notices["2023-1"].title


def test_it_has_what_every_kind_of_work_starts_from(place: Pack) -> None:
    parts = (place.obligations, place.rules, place.processes, place.schemes, place.topics,
             place.duties, place.income_items, place.campaign_groups)  # fmt: skip
    assert all(parts)


def test_every_ledger_is_filled_in_the_demonstration(place: Pack) -> None:
    ledgers = {one.id for one in place.tables.values() if one.home == "ledger"}
    assert load_recipes(Path(FOLDER)).recipes.keys() == ledgers


def test_it_says_nothing_of_the_other_place() -> None:
    texts = [one.read_text(encoding="utf-8") for one in FOLDER.rglob("*") if one.is_file()]
    for word in ("宁夏", "自治区", "银川", "闽宁", "宁乡", "2021-26"):
        assert not any(word in text for text in texts), word
