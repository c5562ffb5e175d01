"""The part of the state folder that is the demonstration's."""

from pathlib import Path

from luoshi.home import home


class DemoError(ValueError):
    """The state folder holds another demonstration, or what is none."""


def province_folder() -> Path:
    """Where the files of the made-up province lie."""
    return home() / "demo"


def size_file() -> Path:
    """The file that says of how many people the demonstration is: only a demonstration has it."""
    return province_folder() / "people"
