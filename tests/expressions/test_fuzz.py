"""Whatever is typed: an `ExpressionError`, or one SELECT that does nothing but read and reckon."""

import sqlglot
from expressions.strategies import SUBJECTS, expressions
from expressions.world import TABLES, VALUES, VOCABULARY
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp
from tried import tried

from luoshi.expressions import ExpressionError, compile_query, parse

READING = (
    *(exp.Select, exp.From, exp.Join, exp.Where, exp.Group, exp.With, exp.CTE, exp.TableAlias),
    *(exp.Table, exp.Column, exp.Identifier, exp.Alias, exp.Literal, exp.Boolean, exp.Null),
    *(exp.Paren, exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE),
    *(exp.In, exp.Between, exp.Is, exp.Like, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg),
    *(exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Cast, exp.TryCast, exp.DataType),
    *(exp.DataTypeParam, exp.Round, exp.Abs, exp.Least, exp.Greatest, exp.Length),
    *(
        exp.Left,
        exp.Substring,
        exp.DPipe,
        exp.StartsWith,
        exp.Contains,
        exp.Replace,
        exp.Year,
        exp.Month,
    ),
    *(exp.Day, exp.Interval, exp.Var, exp.Sum, exp.Count, exp.Min, exp.Max, exp.Avg),
    exp.Subquery,
    *(exp.LogicalOr, exp.LogicalAnd, exp.CountIf, exp.Distinct, exp.Filter),
    *(exp.RegexpLike, exp.IntDiv, exp.Mod, exp.Subquery, exp.Star, exp.Window),
    *(exp.WindowSpec, exp.FirstValue, exp.Order, exp.Ordered),
    *(exp.GroupConcat, exp.Array, exp.ArrayFilter, exp.ArrayContains, exp.Lambda),
    *(exp.Bracket, exp.DayOfWeekIso),
)
"""All a compiled query may be made of."""

PIECES = [
    *("户类型", "人均纯收入", "识别时间", "claims.个人自付", "residents.性别", '"致贫/返贫风险1"'),
    *("公益性岗位(月数)", "耕地面积（亩）", ":监测范围", ":as_of", ":", "'住'", "'", '"', "2.5"),
    *("date '2023-01-01'", "date", "(", ")", ",", ".", "=", "<>", "<", ">=", "+", "-", "*", "/"),
    *("and", "or", "not", "in", "between", "is", "null", "like", "case", "when", "then", "else"),
    *("end", "true", "filter (where", "distinct", "sum(", "any(", "any_member(", "age(", "has("),
    *("listing(", "due(:", "in_force(:"),
    *("together(", "next(trips.开始)", "different(", "birthday(", "phone_ok(", "trips.结束"),
    *("select", "from", "over", "escape", "interval", "at time zone", "collate", "as", ";", "--"),
    *("/*", "$$", "[", "{", "::", "->", "||", "\\", "＞", "（", "\u200b", "\ud800", "\x00", "1e9"),
]  # fmt: skip


def _only_reads(text: str, subject: str) -> None:
    try:
        found = parse(text, VOCABULARY, subject)
    except ExpressionError:
        return
    found.explain(VALUES)
    sql = compile_query(subject, {"答": found}, None, VOCABULARY, VALUES)
    (statement,) = sqlglot.parse(sql, dialect="duckdb")
    assert isinstance(statement, exp.Select)
    known = {table.id for table in TABLES} | {cte.alias for cte in statement.ctes}
    for node in statement.walk():
        assert isinstance(node, READING), (text, node)
    assert {table.name for table in statement.find_all(exp.Table)} <= known


@tried(50)
@given(text=st.text(max_size=60))
def test_any_text(text: str) -> None:
    _only_reads(text, "households")


@tried(150)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14), glue=st.sampled_from([" ", ""]))
def test_any_pieces(pieces: list[str], glue: str) -> None:
    _only_reads(glue.join(pieces), "households")


@tried(80)
@given(data=st.data(), subject=st.sampled_from(SUBJECTS), piece=st.sampled_from([*PIECES, ""]))
def test_valid_text_with_a_change(data: st.DataObject, subject: str, piece: str) -> None:
    text = data.draw(expressions(subject))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    _only_reads(text[:start] + piece + text[min(end, start + 9) :], subject)


@tried(50)
@given(data=st.data(), subject=st.sampled_from(SUBJECTS))
def test_valid_text_compiles_and_can_be_told(data: st.DataObject, subject: str) -> None:
    found = parse(data.draw(expressions(subject)), VOCABULARY, subject)
    assert found.explain()
    compile_query(subject, {"答": found}, None, VOCABULARY, VALUES, dialect="spark")
