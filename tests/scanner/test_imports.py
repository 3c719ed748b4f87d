"""What each door costs: looked at in fresh processes, because a deferred import is invisible in the source."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"numpy", "cv2", "PIL", "zxingcpp", "pyzbar", "qrcode", "textual", "pos", "engine"}


def loaded_by(statement: str) -> set[str]:
    program = f"{statement}\nimport sys, json\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout)) & HEAVY


@pytest.mark.parametrize(
    "module", ["scanner", "scanner.code", "scanner.errors", "scanner.watch", "scanner.sources.keystrokes", "scanner.decoders"]
)
def test_values_and_pure_parts_cost_nothing(module: str) -> None:
    assert loaded_by(f"import {module}") == set()


def test_reading_a_clean_picture_starts_no_opencv() -> None:
    program = (
        "from scanner.encode import png_bytes\nfrom scanner.read import read_codes\n"
        "from scanner.sources.picture import read_picture_bytes\n"
        "assert read_codes(read_picture_bytes(png_bytes('1' * 28)))"
    )
    assert "cv2" not in loaded_by(program)


def test_the_cameras_module_starts_no_opencv() -> None:
    assert "cv2" not in loaded_by("import scanner.sources.camera")


def test_drawing_a_code_starts_neither_arrays_nor_decoders() -> None:
    assert loaded_by("from scanner.encode import png_bytes; png_bytes('1' * 28)") == {"PIL", "qrcode"}
