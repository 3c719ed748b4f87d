"""What the files of the tree may not say, and how they end."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def texts() -> list[Path]:
    """Every text file that belongs to the tree, from git where there is one."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    binary = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".avi", ".pyc"}
    paths = [ROOT / name for name in names if name and not re.match(r"\.\w*(?:venv|cache)/", name)]
    return [path for path in paths if path.is_file() and path.suffix not in binary]


def lines_with(pattern: str, *, but_not_in: tuple[str, ...] = ()) -> list[str]:
    search = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in texts()
        if not str(path.relative_to(ROOT)).startswith(but_not_in)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if search.search(line)
    ]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert lines_with(r"(?<![\w.*])/(?:work|root|tmp|home/\w+|Users/\w+)\b", but_not_in=("tests/ground/test_words.py",)) == []


def test_no_file_names_a_package_registry() -> None:
    hosts = ("pypi", "test.pypi", "files.pythonhosted", "registry.npmjs", "deb.debian", "mirrors.aliyun", "pypi.tuna.tsinghua")
    assert lines_with(r"\b(?:" + "|".join(re.escape(host) for host in hosts) + r")\.(?:org|com|edu\.cn)\b") == []


def test_no_lock_file_carries_one_in() -> None:
    assert [path.name for path in texts() if path.name in {"uv.lock", "poetry.lock", "requirements.txt", "package-lock.json"}] == []


def test_no_file_has_an_emoji() -> None:
    assert lines_with("[\U0001f000-\U0001faff\ufe0f]") == []


def test_text_files_end_in_one_newline_and_have_no_carriage_return() -> None:
    device_bytes = ("fixtures/wedge/", "fixtures/statements/")
    wrong = [
        str(path.relative_to(ROOT))
        for path in texts()
        if not str(path.relative_to(ROOT)).startswith(device_bytes)
        and (data := path.read_bytes())
        and (b"\r" in data or not data.endswith(b"\n") or data.endswith(b"\n\n"))
    ]
    assert wrong == []
