"""DuckDB connections that read only what they are told to, and write nowhere else."""

from pathlib import Path

import duckdb


def connect(
    spill: Path | None = None, threads: int | None = None, memory_limit: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Open a database in memory; ``spill`` is where it may put what does not fit.

    ``memory_limit`` is written as DuckDB does, ``4GB``.
    """
    config: dict[str, str | None] = {
        # Otherwise a table name in SQL could mean a Python variable.
        "python_enable_replacements": "false",
        "temp_directory": str(spill) if spill else "",
        "threads": str(threads) if threads else None,
        "memory_limit": memory_limit,
    }
    chosen = {key: value for key, value in config.items() if value is not None}
    return duckdb.connect(":memory:", config={**chosen})


def name(identifier: str) -> str:
    """The identifier quoted for SQL."""
    escaped = identifier.replace('"', '""')
    return f'"{escaped}"'


def text(value: object) -> str:
    """The value as a quoted SQL text."""
    escaped = str(value).replace("'", "''")
    return f"'{escaped}'"


def files(paths: list[Path]) -> str:
    """SQL that reads Parquet files of one schema."""
    return f"read_parquet([{', '.join(map(text, paths))}])"
