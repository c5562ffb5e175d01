"""The engine and the reference find the same in whatever exports are generated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from quality.generated import Tables, all_planted, counties, make
from quality.making import AS_OF, COUNTY, checked, written
from reference.quality import CHECKS, run
from tried import tried

from luoshi.pack import load
from luoshi.quality import Report

ASKED = {check.id for check in load().checks.values() if check.table in load().exports}


@contextmanager
def asked(tables: Tables) -> Iterator[Report]:
    """The engine's report on tables as files."""
    with TemporaryDirectory() as folder:
        yield checked([written(Path(folder), id_, rows) for id_, rows in tables.items()])


def assert_agreed(tables: Tables) -> None:
    """Both find the same, check by check; ``extra`` is what only the engine finds."""
    with asked(tables) as report:
        engine = {
            (result.check.id, result.table.id, finding.row)
            for result in report.results
            for finding in result
        }
    reference = {one for one in run(tables, AS_OF, COUNTY) if one[0] in ASKED}
    extra, missing = sorted(engine - reference), sorted(reference - engine)
    assert (extra, missing) == ([], [])


def test_the_pack_has_the_checks_of_the_reference() -> None:
    assert CHECKS.keys() == ASKED


def test_no_check_is_skipped() -> None:
    with asked(make(20, 0, 0)) as report:
        assert {one.check.id: one.skipped for one in report.results if one.skipped} == {}


def test_they_agree_on_every_planted_fault_and_on_what_is_just_none() -> None:
    assert_agreed(all_planted())


@pytest.mark.slow
@tried(6)
@given(counties())
def test_they_agree_on_whatever_is_generated(tables: Tables) -> None:
    assert_agreed(tables)
