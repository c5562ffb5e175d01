"""Where state lives: one folder, ``$LUOSHI_HOME``, by default ``./var``."""

import os
from pathlib import Path

VARIABLE = "LUOSHI_HOME"


def home() -> Path:
    """The state folder, made for its owner alone if it is not there."""
    folder = home_to_be()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def home_to_be() -> Path:
    """Where the state folder is, whether it is there or not; nothing is made."""
    return Path(os.environ.get(VARIABLE, "var")).resolve()
