"""A written province: the same bytes for the same seed, and files that say what they are."""

from hashlib import sha256

import pytest

from luoshi.demonstration.synthetic import files_in, write_province
from luoshi.demonstration.synthetic.department_tables import DEPARTMENT_TABLES
from luoshi.demonstration.synthetic.files import FORMS


def digests(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    shares = []
    out = tmp_path_factory.mktemp("province")
    return write_province(out, 1500, seed=4, progress=shares.append), shares


def test_every_dataset_of_the_pack_has_a_file(pack, written):
    datasets = {table.id for table in pack.tables.values() if table.home == "dataset"}
    assert datasets == set(DEPARTMENT_TABLES) == set(FORMS) == set(written[0].paths)
    assert all(path.is_file() for path in written[0].paths.values())


def test_files_are_found_again(written):
    assert files_in(written[0].out) == written[0].paths


def test_progress_grows_to_one(written):
    shares = written[1]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


def test_the_note_says_that_all_is_made_up(written):
    text = (written[0].out / "README.txt").read_text(encoding="utf-8")
    assert text.startswith("合成数据，不对应任何真人")
    assert all(path.name in text for path in written[0].paths.values())


def test_the_summary_counts_what_was_written(written):
    summary = written[0]
    assert "1,500 人" in summary.text()
    assert sum(file.rows for file in summary.files) > 1500 * 5


@pytest.mark.parametrize("dirt", [True, False])
def test_the_same_seed_gives_the_same_bytes(tmp_path, dirt):
    for name in ("one", "two"):
        write_province(tmp_path / name, 600, seed=9, dirt=dirt)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_another_seed_gives_other_people(tmp_path, written):
    other = write_province(tmp_path, 1500, seed=5)
    assert digests(other.out)["户籍人口.csv"] != digests(written[0].out)["户籍人口.csv"]


def test_a_clean_province_has_no_bad_rows(tmp_path):
    summary = write_province(tmp_path, 600, dirt=False)
    assert not any(file.refused for file in summary.files)
