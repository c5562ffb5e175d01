"""What is said of one place stands in its pack: the code and its pages name none."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from luoshi.pack import default_folder

SOURCE = Path(__file__).parents[1] / "src" / "luoshi"
PACKS = default_folder().parent
READ = (".css", ".html", ".js", ".py", ".svg", ".yaml")

OF_ONE_PLACE = ("宁夏", "闽宁", "银川", "回族", "宁乡", "ningxia")
OF_SOME_PLACES = ("自治区", "全区")

GENERAL = ("areas/model.py", "areas/naming.py", "notice/units.py", "drafting/vocabulary.yaml")
"""Files that read and name divisions of any province, so hold every ending there is."""


def sources() -> dict[str, str]:
    """The text of each file of the code, in small letters, by its path."""
    files = (file for file in sorted(SOURCE.rglob("*")) if file.suffix in READ)
    return {str(f.relative_to(SOURCE)): f.read_text(encoding="utf-8").lower() for f in files}


def areas(pack: Path) -> Iterator[tuple[str, str]]:
    """Code and name of each division of a pack down to the counties."""
    with (pack / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["level"] in ("region", "city", "county"):
                yield row["code"], row["name"]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """What all files of the code say."""
    found = sources()
    assert {Path(name).suffix for name in found} == set(READ)
    return found


@pytest.fixture(scope="module")
def divisions() -> list[tuple[str, str]]:
    """Code and name of the provinces, cities and counties of every pack that ships."""
    found = [one for file in PACKS.glob("*/areas.csv") for one in areas(file.parent)]
    assert found
    return found


def holding(word: str, texts: dict[str, str], allowed: tuple[str, ...] = ()) -> list[str]:
    """The files that hold a word and may not."""
    return [name for name, text in texts.items() if word in text and name not in allowed]


@pytest.mark.parametrize("word", OF_ONE_PLACE)
def test_no_file_says_what_one_place_says(word: str, texts: dict[str, str]) -> None:
    assert holding(word, texts) == []


@pytest.mark.parametrize("word", OF_SOME_PLACES)
def test_few_files_say_what_some_places_say(word: str, texts: dict[str, str]) -> None:
    assert holding(word, texts, GENERAL) == []


def test_the_files_of_general_vocabulary_still_need_to_be_named(texts: dict[str, str]) -> None:
    assert sorted(holding("自治区", texts)) == sorted(GENERAL)


def test_no_file_names_a_division(texts: dict[str, str], divisions: list[tuple[str, str]]) -> None:
    found = {name: holding(name, texts) for _, name in divisions}
    assert {name: files for name, files in found.items() if files} == {}


def test_no_file_holds_the_code_of_a_county(
    texts: dict[str, str], divisions: list[tuple[str, str]]
) -> None:
    counties = {code[:6] for code, _ in divisions if not code[:6].endswith("00")}
    written = {
        name: codes
        for name, text in texts.items()
        if (codes := counties.intersection(re.findall(r"(?<!\d)\d{6}(?!\d)", text)))
    }
    assert written == {}
