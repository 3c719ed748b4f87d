"""uv from the package index that the environment names, on a machine whose python3 has no pip: .ci/fetch_uv.py."""

from __future__ import annotations

import hashlib
import re
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ground.conftest import Machine


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(bare: Machine, tmp_path: Path) -> Iterator[str]:
    """A package index with a uv for every machine; the newest release was withdrawn, the next has a wrong sha256 for `wrong`."""
    page = tmp_path / "site" / "simple" / "uv"
    page.mkdir(parents=True)
    links = []
    for version, more in (("0.9.9", ""), ("0.13.9", ""), ("0.13.10", ' data-yanked="oops"')):
        for tags in ("manylinux_2_17_{}.manylinux2014_{}", "musllinux_1_1_{}", "macosx_11_0_{}"):
            for machine in ("x86_64", "aarch64", "arm64"):
                name = f"uv-{version}-py3-none-{tags.replace('{}', machine)}.whl"
                with zipfile.ZipFile(page / name, "w") as wheel:
                    wheel.writestr(f"uv-{version}.data/scripts/uvx", "not this one")
                    wheel.writestr(f"uv-{version}.data/scripts/uv", bare.FAKE_UV if version == "0.13.9" else "old or withdrawn")
                digest = hashlib.sha256((page / name).read_bytes()).hexdigest()
                links.append(f'<a href="{name}#sha256={digest}"{more}>{name}</a>')
    (page / "index.html").write_text("\n".join(links), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "site")))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/simple"
    server.shutdown()
    thread.join()
    server.server_close()


def test_uv_comes_from_the_index_named_for_pip(bare: Machine, index: str) -> None:
    bare.without_pip()
    bare.environment["PIP_INDEX_URL"] = index + "/"
    assert bare.fetches_uv()


def test_the_index_may_be_named_for_uv_and_have_a_name_a_user_and_a_password(bare: Machine, index: str) -> None:
    bare.without_pip()
    bare.environment["UV_DEFAULT_INDEX"] = index.replace("http://", "house=http://me:p%40ss@")
    assert bare.fetches_uv()


def test_a_wheel_that_is_not_what_the_index_says_is_refused(bare: Machine, tmp_path: Path, index: str) -> None:
    bare.without_pip()
    for wheel in (tmp_path / "site" / "simple" / "uv").glob("*.whl"):
        wheel.write_bytes(wheel.read_bytes() + b"\0")
    assert bare.till(PIP_INDEX_URL=index).returncode == 3
    assert "is not what the index says" in (bare.clone / ".cache" / "uv.log").read_text(encoding="utf-8")


def test_a_link_without_a_sha256_does_not_count(bare: Machine, tmp_path: Path, index: str) -> None:
    bare.without_pip()
    page = tmp_path / "site" / "simple" / "uv" / "index.html"
    page.write_text(re.sub("#sha256=[0-9a-f]+", "", page.read_text(encoding="utf-8")), encoding="utf-8")
    assert bare.till(PIP_INDEX_URL=index).returncode == 3
    assert "the index has no uv for" in (bare.clone / ".cache" / "uv.log").read_text(encoding="utf-8")
