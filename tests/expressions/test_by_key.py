"""Rows led to their households by keys: quicker, and the same."""

from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest
from expressions.strategies import expressions, worlds
from expressions.world import HOUSEHOLD as NUMBER
from expressions.world import TABLES, VALUES, VOCABULARY, World, engine_of, fill
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from tried import tried

from luoshi.expressions import Kind, column, compile_query, parse
from luoshi.warehouse.households import HOUSEHOLD, by_key, with_keys

SUBJECTS = ["households", "residents", "subsidies", "trips"]


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine_of({}) as engine:
        engine.execute("CREATE SCHEMA keyed")
        for table in TABLES:
            rows = with_keys(f"SELECT * FROM main.{table.id}", table)
            engine.execute(f"CREATE VIEW keyed.{table.id} AS {rows}")
        yield engine


@tried(40, suppress_health_check=list(HealthCheck))
@given(data=st.data(), world=worlds(), subject=st.sampled_from(SUBJECTS))
def test_keys_change_no_answer(
    engine: duckdb.DuckDBPyConnection, data: st.DataObject, world: World, subject: str
) -> None:
    for table in TABLES:
        fill(engine, table, world[table.id])
    texts = data.draw(st.lists(expressions(subject), min_size=1, max_size=4))
    asked = [parse(text, VOCABULARY, subject) for text in texts]
    outputs = {f"o{n}": one for n, one in enumerate(asked)}
    outputs["key"] = column(VOCABULARY, subject, VOCABULARY.tables[subject].key[0])
    where = [one for one in asked if one.type.kind is Kind.BOOLEAN] or None
    by_text = compile_query(subject, outputs, where, VOCABULARY, VALUES)
    by_keys = compile_query(subject, outputs, where, VOCABULARY.by_key, VALUES)
    rows = engine.execute("SET search_path = 'keyed,main'").execute(by_keys).fetchall()
    engine.execute("SET search_path = 'main'")
    assert Counter(rows) == Counter(engine.execute(by_text).fetchall())


def test_who_has_no_household_has_no_key() -> None:
    table = VOCABULARY.tables["households"]
    numbers = f"SELECT * FROM (VALUES ('甲'), ('甲'), (''), (NULL)) AS t({NUMBER})"
    with duckdb.connect() as database:
        found = database.execute(f"SELECT {HOUSEHOLD} FROM ({with_keys(numbers, table)})")
        one, same, empty, none = (key for (key,) in found.fetchall())
    assert one == same
    assert None not in (one, empty)
    assert one != empty
    assert none is None


def test_the_number_is_a_text_still() -> None:
    table = by_key(VOCABULARY.tables["households"])
    assert table.household
    assert (table.household.name, table.key) == (HOUSEHOLD, (HOUSEHOLD,))
    assert table.by_name[NUMBER].type == "text"
    assert by_key(VOCABULARY.tables["claims"]) is VOCABULARY.tables["claims"]
