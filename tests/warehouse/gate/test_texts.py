"""Tables as text: the encoding, the sign between cells, and quotes that are not closed."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tried import tried

from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.opening import read_file

MARK = b"\xef\xbb\xbf"
TABLE = "户编号,项目,金额\n1,危房改造,10\n2,饮水安全,20\n"


def read(path: Path, content: bytes | str) -> list[list[object]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (sheet,) = read_file(path).sheets
    return list(map(list, sheet.rows()))


CUT = TABLE.encode()[: TABLE.encode().index("全".encode()) + 1]
"""The table cut off within a character."""

ROWS = [line.split(",") for line in TABLE.splitlines()]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "UTF-8"),
        (MARK + TABLE.encode(), "UTF-8"),
        (TABLE.encode("gb18030"), "GB18030"),
        (MARK + TABLE.encode("gb18030"), "GB18030"),
        (TABLE.encode("utf-16"), "UTF-16"),
    ],
)
def test_every_encoding_is_read_and_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = tmp_path / "a.csv"
    assert read(path, content) == ROWS
    assert read_file(path).encoding == encoding


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (MARK + CUT, "不完整或混有别的编码"),
        (MARK + TABLE.encode()[:30] + b"\xff" + TABLE.encode()[30:], "不完整或混有别的编码"),
        (CUT, "不完整或混有别的编码"),
        (TABLE.encode("utf-16")[:-1], "UTF-16 文字，但不完整"),
        (MARK + b"<html><table></table></html>", "网页格式"),
        ("<html><table></table></html>".encode("utf-16"), "网页格式"),
        (b"\r\n MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页格式"),
        (MARK, "文件是空的"),
        (b"\0\0\0\0", "文件是空的"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    with pytest.raises(FileError, match=message):
        read(tmp_path / "a.xls", content)


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_the_sign_is_known_by_the_columns_that_come_out(tmp_path: Path, sign: str) -> None:
    others = "，".join([",;\t".replace(sign, "") * 6])
    lines = ["户编号", "项目", "金额"], ["1", f"甲{others}乙", "10"], ["2", f"丙{others}", "20"]
    assert read(tmp_path / "a.csv", "\n".join(map(sign.join, lines))) == [*map(list, lines)]


def test_titles_above_the_table_do_not_hide_the_sign(tmp_path: Path) -> None:
    content = f"某县;报表;;;\n\n{TABLE}"
    assert read(tmp_path / "a.csv", content)[2:] == ROWS


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('户编号,项目,金额,备注\n1,"甲,10,\n2,乙,20,\n3,丙,30,\n', 2),
        ('户编号,项目,金额,备注\n1,甲,10,\n2,"乙,20,\n3,丙",30,\n', 3),
        ('户编号,项目,金额,备注\n1,甲,10,"好\n2,乙,20,坏\n3,丙,30,"\n4,丁,40,\n', 2),
        ('户编号,项目,金额,备注\n1,甲,10,"两\n行"\n2,"乙"丙,20,\n', 4),
        ('户编号,项目\n1,"甲\n2,乙\n', 2),
    ],
)
def test_an_unclosed_quote_refuses_the_file_and_names_its_line(
    tmp_path: Path, content: str, line: int
) -> None:
    with pytest.raises(FileError, match=f"第 {line} 行的英文双引号不成对"):
        read(tmp_path / "a.csv", content)


def test_quotes_that_are_closed_are_read(tmp_path: Path) -> None:
    content = '户编号,备注,金额\n1,"两行\n文字，""引号"",有逗号",10\n'
    assert read(tmp_path / "a.csv", content)[1] == ["1", '两行\n文字，"引号",有逗号', "10"]


@tried(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes | str) -> None:
    given = content.encode(errors="ignore") if isinstance(content, str) else content
    with suppress(FileError):
        assert isinstance(read(tmp_path / "a.csv", given), list)
