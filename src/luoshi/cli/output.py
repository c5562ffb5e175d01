"""How commands speak: results on standard output, errors on standard error, exit codes."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

out = Console()
err = Console(stderr=True)

BAD_INPUT = 2
"""Exit code when what the user gave cannot be used."""

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件或文件夹，请核对名称和所在的文件夹",
    IsADirectoryError: "这是文件夹，请给出其中的文件",
    PermissionError: "没有读写它的权限",
}
"""What the usual system errors mean to the one who gave the name."""


@contextmanager
def told(*kinds: type[Exception]) -> Iterator[None]:
    """Turn errors of these kinds, and unreadable files, into one message and exit code 2."""
    try:
        yield
    except OSError as error:
        fail(f"{error.filename or ''}：{_REASONS.get(type(error)) or error.strerror or error}")
    except kinds as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say what is wrong with the input and stop.

    Raises:
        typer.Exit: with code 2.
    """
    err.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(BAD_INPUT)


def print_json(document: object) -> None:
    """One JSON document on standard output and nothing else."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


@contextmanager
def steps() -> Iterator[Callable[[str, float], None]]:
    """Show the step under way and its share done; on what is no terminal, a line a step."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True) as bar:
        task, last = bar.add_task("", total=1.0), ""

        def tell(step: str, share: float) -> None:
            nonlocal last
            if step != last and not err.is_terminal:
                err.print(step, highlight=False)
            last = step
            bar.update(task, description=step, completed=share)

        yield tell
