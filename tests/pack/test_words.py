"""The words of a place: what is written, and what follows from it."""

import shutil
from pathlib import Path

import pytest

from luoshi.expressions import parse
from luoshi.pack import PackError, default_folder, load
from luoshi.pack.deliveries import counties_in
from luoshi.pack.rules import vocabulary
from luoshi.pack.words import Words


def words(**written: str) -> Words:
    """The words of a place that writes these."""
    return Words.model_validate(written)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of one's own."""
    return Path(shutil.copytree(default_folder(), tmp_path / "pack"))


def rewrite(folder: Path, line: str) -> Path:
    """The pack with another line of words, or none."""
    file = folder / "pack.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    (at,) = (i for i, one in enumerate(lines) if one.startswith("words:"))
    lines[at] = line
    file.write_text("\n".join(lines), encoding="utf-8")
    return folder


class TestWords:
    def test_a_place_that_writes_nothing_is_a_province(self) -> None:
        assert words().roles == {
            "province": "省级",
            "county": "县级",
            "township": "乡级",
            "village": "村级",
        }
        assert (words().level, words().whole, words().short_level) == ("省", "全省", "省")

    @pytest.mark.parametrize(
        ("level", "whole", "province"),
        [("市", "全市", "市级"), ("自治区", "全区", "自治区级")],
    )
    def test_the_rest_follows_from_the_level(self, level: str, whole: str, province: str) -> None:
        assert (words(level=level).whole, words(level=level).province) == (whole, province)

    def test_what_is_written_goes_before_what_follows(self) -> None:
        found = words(level="市", whole="全市各区县", county="区县级")
        assert (found.whole, found.county, found.township) == ("全市各区县", "区县级", "乡级")


class TestPack:
    def test_the_words_written_are_the_packs(self) -> None:
        assert (load().words.level, load().words.whole) == ("自治区", "全区")

    def test_a_pack_without_words_loads(self, folder: Path) -> None:
        assert load(rewrite(folder, "")).words == words()

    @pytest.mark.parametrize(
        ("line", "key"),
        [
            ("words: {level: ''}", "words.level"),
            ("words: {levels: 省}", "words.levels"),
            ("words: 省", "words"),
            ("words: {level: [省]}", "words.level"),
        ],
    )
    def test_a_mistake_is_told_with_its_key(self, folder: Path, line: str, key: str) -> None:
        with pytest.raises(PackError, match=key) as caught:
            load(rewrite(folder, line))
        assert "pack.yaml" in str(caught.value)

    def test_everywhere_is_said_in_the_places_words(self, folder: Path) -> None:
        pack = load(rewrite(folder, "words: {level: 省}"))
        everywhere = tuple(sorted(one.code[:6] for one in pack.areas.counties()))
        assert counties_in(pack, "全省") == everywhere

    def test_an_expression_on_the_region_is_explained_in_them(self, folder: Path) -> None:
        pack = load(rewrite(folder, "words: {level: 省}"))
        asked = parse("count(households.户编号)", vocabulary(pack), "region")
        assert asked.explain().startswith("全省")
