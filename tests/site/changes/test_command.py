"""``luoshi pack diff`` and ``luoshi parameter preview`` ask the records there are."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from small_province import Province
from typer.testing import CliRunner

from luoshi.cli import app
from luoshi.pack import load
from luoshi.site.accounts.models import User
from luoshi.site.parameters.actions import EnterValue

pytestmark = [pytest.mark.db, pytest.mark.django_db(transaction=True)]


def run(*said: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, said)))
    return done.exit_code, done.output


def test_records_are_asked_as_of_the_day(published: Province, tmp_path: Path) -> None:
    other = tmp_path / "other"
    copytree(load().folder, other)
    file = other / "screening" / "medical-burden.yaml"
    text = file.read_text(encoding="utf-8")
    for colour in ("red", "orange", "yellow"):
        text = text.replace(f"{colour}: 自付 > 线", f"{colour}: 自付 > 99999999 + 线")
    file.write_text(text, encoding="utf-8")
    asked = ("pack", "diff", load().folder, other, "--as-of", "2025-06-30")
    code, told = run(*asked, "--json")
    document = json.loads(told)
    assert code == 0
    assert document["as_of"] == "2025-06-30"
    assert document["asked"] == {"rules": 1}
    (whole,) = [one for one in document["leads"] if not one["place"]]
    assert whole["leads"] == {"old": 1, "new": 0, "gained": 0, "lost": 1}
    assert document["resting"][0]["title"] == "待核实线索"
    code, told = run(*asked)
    assert code == 0
    assert "“全家医疗自付过重”由 1 条变为 0 条" in told
    assert "screening/medical-burden.yaml:" in told


def test_an_entry_is_told_before_it_is_agreed_to(
    published: Province, user_of: Callable[..., User]
) -> None:
    entry = EnterValue(
        user_of("province"), "water_cut_red_days", "1", date(2025, 1, 1), "一号", date(2025, 12, 31)
    ).execute()
    code, told = run("parameter", "preview", entry.pk, "--json")
    assert code == 0
    assert json.loads(told)["differences"][0]["id"] == "water_cut_red_days"
    assert run("parameter", "preview", entry.pk + 1)[0] == 2
    code, told = run("parameter", "confirm", entry.pk, "--by", user_of("province").username)
    assert code == 0
    assert "文字有 1 处不同：参数 1 处" in told
    assert "从现在起算数" in told
