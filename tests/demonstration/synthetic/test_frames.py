"""Frames: rows set, added and removed by subject; typed tables from them."""

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.demonstration.synthetic.arrow import as_array
from luoshi.demonstration.synthetic.frames import Frame
from luoshi.warehouse.schema import Column, FieldType


@pytest.fixture
def frame():
    return Frame(np.array([2, 5, 9]), 状态=np.array(["好", "好", "坏"]), 金额=np.array([1.0, 2, 3]))


def rows(frame):
    return {
        subject: tuple(values[place] for values in frame.columns.values())
        for place, subject in enumerate(frame.subject.tolist())
    }


def test_put_sets_the_rows_of_its_subjects(frame):
    frame.put(np.array([9, 2]), 金额=np.array([30.0, 10]))
    assert rows(frame) == {2: ("好", 10), 5: ("好", 2), 9: ("坏", 30)}


def test_put_gives_a_row_to_a_subject_without_one(frame):
    frame.put(np.array([5, 7]), 状态="更长的字")
    found = rows(frame)
    assert found[5] == ("更长的字", 2)
    assert found[7][0] == "更长的字"
    assert np.isnan(found[7][1])


def test_put_may_bring_a_new_column(frame):
    frame.put(np.array([5]), 日期=np.datetime64("2025-01-01"))
    assert np.isnat(frame.columns["日期"]).tolist() == [True, False, True]


def test_put_into_an_empty_frame_adds():
    frame = Frame(np.array([], dtype=np.int64), 状态=np.array([], dtype="<U1"))
    frame.put(np.array([1, 2]), 状态="新")
    assert rows(frame) == {1: ("新",), 2: ("新",)}


def test_add_appends_and_leaves_other_columns_empty(frame):
    frame.add(np.array([2]), 状态="又")
    assert frame.subject.tolist() == [2, 5, 9, 2]
    assert frame.columns["状态"].tolist() == ["好", "好", "坏", "又"]
    assert np.isnan(frame.columns["金额"][-1])


def test_drop_removes_every_row_of_its_subjects(frame):
    frame.drop(np.array([5, 6]))
    assert frame.subject.tolist() == [2, 9]
    assert frame.columns["状态"].tolist() == ["好", "坏"]


@given(st.lists(st.integers(-(10**11), 10**11), max_size=20))
def test_amounts_stay_exact_to_the_cent(cents):
    column = Column(name="金额", type=FieldType.DECIMAL)
    array = as_array(np.array(cents, dtype=float) / 100, column, len(cents))
    assert array.type == pa.decimal128(18, 2)
    assert array.to_pylist() == [Decimal(cent) / 100 for cent in cents]


@pytest.mark.parametrize(
    ("values", "type_", "wanted"),
    [
        (np.array(["甲", ""]), FieldType.TEXT, ["甲", None]),
        (np.array([True, False]), FieldType.YES_NO, ["是", "否"]),
        (np.array([3, np.nan]), FieldType.INTEGER, [3, None]),
        (np.array([np.nan, 1.5]), FieldType.DECIMAL, [None, Decimal("1.50")]),
        (None, FieldType.DATE, [None, None]),
    ],
)
def test_nothing_becomes_null(values, type_, wanted):
    assert as_array(values, Column(name="列", type=type_), 2).to_pylist() == wanted
