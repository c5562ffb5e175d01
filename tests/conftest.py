"""Shared by all tests: a state folder of its own, and what the machine lacks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import ASKED, taken
from hypothesis import HealthCheck, settings
from tried import EXPLORING, USUAL, tried

from luoshi.pack.handover import HandedOver, hand_over

PROGRAMS = {
    "chromium": ("chromium", "chromium"),
    "libreoffice": ("soffice", "libreoffice-calc"),
    "writer": ("lowriter", "libreoffice-writer"),
}
"""Marker → program it needs and the Debian package that brings it."""

# A busy machine is slow, not wrong; and what passes once passes again. Other examples than the
# usual ones, and many more, are tried by ``make explore``.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("steady", tried(USUAL, derandomize=True, database=None, **_PATIENT))
settings.register_profile("explore", tried(USUAL, **_PATIENT))
settings.load_profile("explore" if EXPLORING else "steady")


LONG = ("slow", "chromium")
"""Markers of tests that take long. Their files come first: begun last, one of them would keep
the run waiting while the other workers have nothing left to do."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    others = [item for item in items if not taken(item, ASKED)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if taken(item, ASKED)]
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)
    for item in items:
        for marker, (program, package) in PROGRAMS.items():
            if item.get_closest_marker(marker) and shutil.which(program) is None:
                item.add_marker(pytest.mark.skip(reason=f"缺少系统软件包 {package}"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the state folder of the machine it runs on."""
    folder = tmp_path / "home"
    monkeypatch.setenv("LUOSHI_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def nothing_handed_over() -> Iterator[None]:
    """What a test lets offices enter ends with it: the next one knows the pack's own values."""
    yield
    hand_over(HandedOver())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests measured (`record_property("figure", …)`)."""
    for report in terminalreporter.getreports("passed"):
        for name, figure in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(figure))
