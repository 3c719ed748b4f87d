"""Fetch uv from the package index that the user's environment names, with the standard library alone.

    python3 .ci/fetch_uv.py TARGET

For a machine whose python3 has no pip. Reads UV_DEFAULT_INDEX, UV_INDEX_URL, PIP_INDEX_URL, the first that is set;
the address may be `name=url`, and may carry a user and a password. Runs on any Python 3.8, and writes TARGET whole or
not at all, after comparing the wheel with the sha256 that the index gives.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import platform
import re
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.request import Request, urlopen

WHEEL = re.compile(r"uv-(?P<version>\d+(\.\d+)*)-py3-none-(?P<tags>[\w.]+)\.whl")
SECONDS = 60


class Links(HTMLParser):
    """The links of an index page (PEP 503), withdrawn files left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        href = given.get("href")
        if tag == "a" and href and "data-yanked" not in given:
            self.found.append(href)


def index_url(environment: dict[str, str]) -> str:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if environment.get(name):
            return re.sub(r"^[\w-]+=(?=\w+:)", "", environment[name])
    sys.exit("no package index is named in the environment")


def download(url: str) -> bytes:
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    request = Request(urlunsplit(parts._replace(netloc=host)), headers={"Accept": "text/html"})  # noqa: S310 - the user named the index
    if at:
        request.add_header("Authorization", "Basic " + base64.b64encode(unquote(user).encode()).decode())
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
        return bytes(answer.read())


def fits(tags: str, system: str, machine: str, libc: str) -> bool:
    """Whether a wheel with these platform tags runs here: `manylinux_2_17_x86_64.manylinux2014_x86_64`, `macosx_11_0_arm64`, ..."""
    family = "macosx" if system == "Darwin" else ("manylinux" if libc == "glibc" else "musllinux")
    return any(tag.startswith(family) and tag.endswith("_" + machine) for tag in tags.split("."))


def newest(links: list[str], system: str, machine: str, libc: str) -> tuple[str, str]:
    """Return the address and the sha256 of the newest release for this machine; a link without a sha256 does not count."""
    best: tuple[tuple[int, ...], str, str] | None = None
    for link in links:
        address, fragment = urldefrag(link)
        wheel = WHEEL.fullmatch(unquote(address.rpartition("/")[2]))
        digest = re.fullmatch(r"sha256=([0-9a-f]{64})", fragment)
        if wheel and digest and fits(wheel["tags"], system, machine, libc):
            found = (tuple(int(part) for part in wheel["version"].split(".")), address, digest[1])
            best = max(best, found) if best else found
    if best is None:
        sys.exit(f"the index has no uv for {system} {machine} {libc}")
    return best[1], best[2]


def main(target: Path) -> None:
    page = index_url(dict(os.environ)).rstrip("/") + "/uv/"
    links = [urljoin(page, link) for link in Links(download(page).decode()).found]
    address, digest = newest(links, platform.system(), platform.machine(), platform.libc_ver()[0])
    wheel = download(address)
    if hashlib.sha256(wheel).hexdigest() != digest:
        sys.exit(f"{address} is not what the index says it is")
    with zipfile.ZipFile(io.BytesIO(wheel)) as files:
        member = next(name for name in files.namelist() if re.fullmatch(r"uv-[^/]+\.data/scripts/uv", name))
        part = target.with_name(target.name + ".part")
        part.write_bytes(files.read(member))
    part.chmod(0o755)
    part.replace(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
