"""Machines that are bare in different ways: folders of links to a few system tools, with a stand-in for uv. No network is used."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "cat", "chmod", "cmp", "cp", "dirname", "flock", "grep", "head", "mkdir", "mktemp", "mv", "readlink", "rm", "sleep")

# does what uv would, as far as the two commands can see, and keeps a diary; HOLD makes it stop half-way
FAKE_UV = """#!/bin/sh
if [ "$3" = --help ]; then echo "  --group <GROUP>"; exit; fi
echo "$* cache=${UV_CACHE_DIR:-} index=${UV_DEFAULT_INDEX:-}" >>"$DIARY"
case $1 in
venv)
    for venv in "$@"; do :; done
    case " $* " in *" --clear "*) rm -rf "$venv" ;; esac
    mkdir "$venv" "$venv/bin" || exit 1
    printf '#!/bin/sh\\nshift\\necho "$@"\\n' >"$venv/bin/python"
    chmod +x "$venv/bin/python" ;;
pip)
    sleep 0.1
    if [ -n "${HOLD:-}" ]; then : >"$HOLD"; sleep 60; fi
    [ -z "${BROKEN:-}" ] || exit 1 ;;
esac
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A clone, and a computer that has the tools in `bin` and nothing else."""

    FAKE_UV: ClassVar = FAKE_UV
    SETTING_UP: ClassVar = "共济：正在准备运行环境…… / gongji: setting up its environment ...\n"

    clone: Path
    bin: Path
    environment: dict[str, str]

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.bin, env=self.environment | more, stdin=subprocess.DEVNULL, check=False, capture_output=True, text=True
        )

    def till(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self.run(str(self.clone / "pos" / "run"), *arguments, **more)

    def tool(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text, encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def without_pip(self) -> None:
        """Give it a python3 that has no pip."""
        self.tool("python3", f'#!/bin/sh\ncase $* in *"-m pip"*) exit 1 ;; esac\nexec "{sys.executable}" "$@"\n')

    def fetches_uv(self) -> bool:
        """Whether a first start ends well, with a uv kept in the clone's own cache, and the second is silent."""
        first, second = self.till("qr"), self.till("qr")
        assert (first.stdout, first.stderr) == ("qr\n", self.SETTING_UP)
        assert (second.stdout, second.stderr) == ("qr\n", "")
        return (self.clone / ".cache" / "uv" / "uv").read_text(encoding="utf-8") == FAKE_UV

    def diary(self) -> list[str]:
        """Return what uv was asked for so far, the first word of each."""
        return [line.split()[0] for line in self.whole_diary()]

    def whole_diary(self) -> list[str]:
        path = Path(self.environment["DIARY"])
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def bare(tmp_path: Path) -> Machine:
    """No uv, no pip, no curl, no wget, no python3."""
    clone = tmp_path / "my gong ji"
    for name in (".ci/env", ".ci/uv", ".ci/fetch_uv.py", "pos/run", "tests/run", "pyproject.toml"):
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, clone / name)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or pytest.fail(f"this machine has no {name}"))
    (tmp_path / "home").mkdir()
    return Machine(
        clone=clone, bin=tools, environment={"PATH": str(tools), "HOME": str(tmp_path / "home"), "DIARY": str(tmp_path / "diary")}
    )


@pytest.fixture
def machine(bare: Machine) -> Machine:
    """A machine that has uv."""
    bare.tool("uv", FAKE_UV)
    return bare
