"""The repository keeps its own rules: locked dependencies, documented commands, clean files."""

import ast
import json
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]
LARGEST_FILE = 400_000  # bytes
HASH = r" {4}--hash=sha256:[0-9a-f]{64}"
MACHINE_PATH = re.compile(rb"(?<![\w.])/(work|root)/")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    """Each locked requirement (name, version and marker) with its lines of hashes."""
    entries = re.split(r"^(?=\w)", read(lock), flags=re.MULTILINE)
    return dict(entry.split(" \\\n", 1) for entry in entries if entry)


def targets() -> set[str]:
    """The targets a person may name: those with help in the Makefile."""
    return set(re.findall(r"^([a-z]+):.* ## ", read("Makefile"), flags=re.MULTILINE))


@pytest.fixture(scope="module")
def committed() -> list[Path]:
    """Every file git holds or would take."""
    if not (ROOT / ".git").exists():
        pytest.skip("不在 git 工作树里")
    git = shutil.which("git")
    if git is None:
        pytest.skip("缺少系统软件包 git")
    names = subprocess.check_output(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
    )
    files = (ROOT / name for name in names.split("\0") if name)
    return [file for file in files if file.is_file()]


@pytest.mark.parametrize("file", sorted((ROOT / "benchmarks").glob("*.py")), ids=lambda f: f.stem)
def test_benchmarks_import_what_there_is(file: Path) -> None:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    asked = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module)
    ours = [node for node in asked if node.module and node.module.split(".")[0] == "luoshi"]
    assert ours or file.stem == "__main__"
    for node in ours:
        module = import_module(node.module or "")
        missing = [one.name for one in node.names if not hasattr(module, one.name)]
        assert missing == [] or all(import_module(f"{module.__name__}.{n}") for n in missing)


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_locked_python_package_has_a_version_and_hashes(lock: str) -> None:
    assert pins(lock)
    for requirement, hashes in pins(lock).items():
        assert re.match(r"[\w.-]+==[\w.]+( ; .+)?$", requirement)
        assert re.fullmatch(rf"{HASH}( \\\n{HASH})*\n", hashes), requirement


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_no_python_lock_names_a_host(lock: str) -> None:
    assert "//" not in read(lock)


def versions(lock: str) -> set[str]:
    """Names with versions; where they are installed may differ, as others may want them too."""
    return {requirement.partition(" ;")[0] for requirement in pins(lock)}


def test_developers_run_the_packages_that_users_run() -> None:
    assert versions("requirements.lock") <= versions("requirements-dev.lock")


def test_every_locked_javascript_package_has_a_hash_and_no_host() -> None:
    lock = read("package-lock.json")
    assert "//" not in lock
    packages = json.loads(lock)["packages"]
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def test_the_javascript_lock_fits_package_json() -> None:
    locked = json.loads(read("package-lock.json"))["packages"][""]["dependencies"]
    assert json.loads(read("package.json"))["dependencies"] == locked


def test_every_phony_target_has_help() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), flags=re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == targets()


def test_no_file_is_large(committed: list[Path]) -> None:
    assert [file for file in committed if file.stat().st_size > LARGEST_FILE] == []


def test_no_file_names_a_path_of_one_machine(committed: list[Path]) -> None:
    assert [file for file in committed if MACHINE_PATH.search(file.read_bytes())] == []
