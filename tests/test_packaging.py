"""The wheel: three packages with their data, one command, and nothing of the workshop."""

from __future__ import annotations

import ast
import email
import os
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PACKAGES = ("pos", "scanner", "engine")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(folder)
    return folder


def test_it_holds_every_file_of_the_three_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        shipped = {name for name in files.namelist() if not name.startswith("gongji-")}
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped == ours - {"pos/run"}
    assert {Path(name).suffix for name in shipped} >= {".py", ".tcss", ".toml", ".sql"}


def test_it_installs_one_command(unpacked: Path) -> None:
    scripts = ConfigParser()
    scripts.read(next(unpacked.glob("gongji-*.dist-info/entry_points.txt")), encoding="utf-8")
    assert dict(scripts["console_scripts"]) == {"gongji": "pos.cli:main"}


def test_its_label_says_who_what_and_on_which_terms(unpacked: Path) -> None:
    info = next(unpacked.glob("gongji-*.dist-info"))
    label = email.message_from_string((info / "METADATA").read_text(encoding="utf-8"))
    assert label["Name"] == "gongji"
    assert label["Version"] == PROJECT["version"]
    assert label["License-Expression"] == "Apache-2.0"
    assert label["Requires-Python"] == ">=3.11"
    assert (info / "licenses" / "LICENSE").read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_it_works_away_from_the_clone(unpacked: Path, tmp_path: Path) -> None:
    """The editions, the demo world and the SQL come along: a command that needs all of them runs from the wheel alone."""
    program = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from pos.cli import main; sys.exit(main())"
    ran = subprocess.run(
        [sys.executable, "-P", "-c", program, "policy", "list"],
        cwd=tmp_path,
        env={**os.environ, "GONGJI_HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "370100" in ran.stdout


@pytest.mark.parametrize("needed", PROJECT["dependencies"])
def test_each_dependency_has_both_bounds_and_a_reason(needed: str) -> None:
    line = next(line for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines() if f'"{needed}"' in line)
    assert ">=" in needed
    assert "<" in needed
    assert len(line.partition("#")[2]) > 20


def test_every_dependency_is_used_and_every_import_is_declared() -> None:
    imported = {
        "textual": "textual",
        "rich": "rich",
        "qrcode": "qrcode",
        "pillow": "PIL",
        "reportlab": "reportlab",
        "opencv-python-headless": "cv2",
        "zxing-cpp": "zxingcpp",
        "pyzbar": "pyzbar",
        "deqr": "deqr",
        "numpy": "numpy",
        "apsw": "apsw",
        "msgspec": "msgspec",
        "platformdirs": "platformdirs",
        "pypinyin": "pypinyin",
        "aiohttp": "aiohttp",
        "jinja2": "jinja2",
        "textual-serve": "textual_serve",
        "python-escpos": "escpos",
        "pygal": "pygal",
    }
    declared = {needed.partition(">")[0] for needed in PROJECT["dependencies"]}
    assert declared == set(imported)
    assert outside_imports() == set(imported.values())


def outside_imports() -> set[str]:
    """Every package imported in the three packages that is neither theirs nor Python's own."""
    found: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.partition(".")[0])
                elif (
                    isinstance(node, ast.Call)
                    and ast.unparse(node.func).endswith("import_module")
                    and isinstance(node.args[0], ast.Constant)
                ):
                    found.add(str(node.args[0].value).partition(".")[0])
    return found - set(sys.stdlib_module_names) - set(PACKAGES)
