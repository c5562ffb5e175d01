from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest
from expressions.world import WORLD, ask, engine_of

from luoshi.expressions import Entity


@pytest.fixture(scope="session")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine_of(WORLD) as connection:
        yield connection


@pytest.fixture(scope="session")
def answers(engine: duckdb.DuckDBPyConnection) -> Callable[..., dict[Any, Any]]:
    """``answers(text, subject, names)``: what an expression gives, by the row's key."""

    def of(
        text: str,
        subject: str = "households",
        names: dict[str, str] | None = None,
        about: Entity | None = None,
    ) -> dict[Any, Any]:
        return ask(engine, text, subject, names, about=about)

    return of
