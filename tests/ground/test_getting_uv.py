"""pos/run on a machine that has no uv."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ground.conftest import Machine


def downloads_the_installer(machine: Machine, tmp_path: Path, downloader: str) -> None:
    (tmp_path / "uv").write_text(machine.FAKE_UV, encoding="utf-8")
    (tmp_path / "install.sh").write_text(
        f'cp "{tmp_path}/uv" "$UV_UNMANAGED_INSTALL/uv" && chmod +x "$UV_UNMANAGED_INSTALL/uv" && echo installed\n', encoding="utf-8"
    )
    machine.tool(
        downloader,
        f"""#!/bin/sh
for url in "$@"; do :; done
[ "$url" = https://astral.sh/uv/install.sh ] || exit 6
while [ "$1" != --output ] && [ "$1" != --output-document ]; do shift; done
cp "{tmp_path}/install.sh" "$2"
""",
    )


def test_uv_comes_from_the_users_own_bin(bare: Machine) -> None:
    own = Path(bare.environment["HOME"]) / ".local" / "bin"
    own.mkdir(parents=True)
    bare.tool("uv", bare.FAKE_UV)
    (bare.bin / "uv").rename(own / "uv")
    assert bare.till("qr").stdout == "qr\n"
    assert not (bare.clone / ".cache" / "uv").exists()


def test_uv_comes_by_pip(bare: Machine, tmp_path: Path) -> None:
    (tmp_path / "uv").write_text(bare.FAKE_UV, encoding="utf-8")
    bare.tool(
        "python3",
        f"""#!/bin/sh
case $* in
"-m pip --version") echo pip 23.0.1 ;;
"-m pip install "*" uv") [ "$PIP_BREAK_SYSTEM_PACKAGES$PIP_USER" = 10 ] || exit 1
    while [ "$1" != --target ]; do shift; done
    mkdir -p "$2/bin" && cp "{tmp_path}/uv" "$2/bin/uv" && chmod +x "$2/bin/uv" ;;
*) exit 1 ;;
esac
""",
    )
    assert bare.fetches_uv()


@pytest.mark.parametrize("downloader", ["curl", "wget"])
def test_uv_comes_by_its_official_installer(bare: Machine, tmp_path: Path, downloader: str) -> None:
    bare.without_pip()
    downloads_the_installer(bare, tmp_path, downloader)
    assert bare.fetches_uv()


def test_an_installer_that_arrives_broken_is_not_run_half(bare: Machine, tmp_path: Path) -> None:
    bare.without_pip()
    bare.tool("curl", f'#!/bin/sh\nwhile [ "$1" != --output ]; do shift; done\necho "echo half >{tmp_path}/ran" >"$2"\nexit 18\n')
    assert bare.till().returncode == 3
    assert not (tmp_path / "ran").exists()


def test_nothing_helps_one_line_in_both_languages(bare: Machine) -> None:
    ran = bare.till("qr")
    assert (ran.returncode, ran.stdout) == (3, "")
    setting_up, why = ran.stderr.splitlines(keepends=True)
    assert setting_up == bare.SETTING_UP
    assert why.startswith("共济：取不到 uv")
    assert "gongji: cannot get uv; install uv yourself" in why


def test_an_old_uv_is_passed_over(bare: Machine, tmp_path: Path) -> None:
    bare.tool("uv", "#!/bin/sh\necho Usage\n")
    bare.without_pip()
    assert bare.till().returncode == 3
    downloads_the_installer(bare, tmp_path, "curl")
    assert bare.till("qr").stdout == "qr\n"
