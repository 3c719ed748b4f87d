"""Whatever a file holds, the answer is a code, no code, or one error with a stable name."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from scanner.encode import png_bytes
from scanner.errors import PictureError
from scanner.read import read_codes, scan_picture
from scanner.sources import picture
from scanner.sources.picture import read_picture, read_picture_bytes

if TYPE_CHECKING:
    from tests.scanner.conftest import Draw

GOOD = png_bytes("3701009012345678901234567890")


def refusal(path: str | Path) -> PictureError:
    with pytest.raises(PictureError) as refused:
        read_picture(path)
    return refused.value


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises `width` x `height` and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", ["absent.png", "absent/absent.png", "x" * 300 + ".png", "a\0b.png"])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    assert refusal(f"{tmp_path}/{name}").code == "no-such-file"


def test_a_file_used_as_a_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file" / "code.png").code == "no-such-file"


def test_a_directory_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "is-a-directory"


@pytest.mark.parametrize(
    "content", [b"", b"just a text\n", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg/>", b"BMI of 23 is fine\n", b"RIFFxxxxWAVE"]
)
def test_a_text_file_named_png_is_no_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "code.png"
    path.write_bytes(content)
    assert refusal(path).code == "not-a-picture"


def test_a_pipe_is_no_picture_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "code.png")
    assert refusal(tmp_path / "code.png").code == "not-a-picture"


def test_a_device_without_end_is_no_picture() -> None:
    assert refusal("/dev/zero").code == "not-a-picture"


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp", "tiff", "gif"])
@pytest.mark.parametrize("left", [0.05, 0.5, 0.9])
def test_a_truncated_picture_is_broken(tmp_path: Path, suffix: str, left: float) -> None:
    path = tmp_path / f"code.{suffix}"
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (64, 64)).astype(np.uint8)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: max(13, int(len(data) * left))])
    assert refusal(path).code == "broken-picture"


def test_twenty_thousand_by_twenty_thousand_is_refused_by_its_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "upright_grey", lambda _: pytest.fail("it was decoded"))
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(20_000, 20_000))
    told = refusal(path)
    assert told.code == "picture-too-large"
    assert told.facts["pixels"] == 400_000_000
    assert told.facts["limit"] == 64_000_000


@pytest.mark.parametrize(("width", "height"), [(8001, 8000), (10_000, 10_000), (2**31 - 1, 2**31 - 1), (64_000_001, 1)])
def test_a_promise_of_more_than_64_megapixels_is_refused(tmp_path: Path, width: int, height: int) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(png_header(width, height))
    assert refusal(path).code == "picture-too-large"


def test_a_promise_of_just_64_megapixels_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png_header(8000, 8000))
    assert refusal(path).code == "broken-picture"


def test_a_file_of_many_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.bmp"
    with path.open("wb") as file:
        file.write(b"BM" + bytes(60))
        file.truncate(5_000_000_000)
    told = refusal(path)
    assert (told.code, told.facts["bytes"]) == ("picture-too-large", 5_000_000_000)


def test_a_file_that_may_not_be_read_is_told_with_the_systems_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "code.png"
    path.write_bytes(GOOD)

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")  # the tests may run as root, who may read everything

    monkeypatch.setattr(Path, "open", forbidden)
    told = refusal(path)
    assert (told.code, told.facts["reason"]) == ("unreadable", "Permission denied")
    assert told.path == str(path)


def test_bytes_are_judged_as_files_are() -> None:
    with pytest.raises(PictureError) as refused:
        read_picture_bytes(b"no picture")
    assert (refused.value.code, refused.value.path) == ("not-a-picture", "")


@pytest.mark.parametrize("size", [(1, 1), (1, 100), (100, 1), (7, 7), (8, 8), (20, 3000), (3000, 9)])
def test_a_picture_too_small_for_a_code_is_just_a_picture_without_one(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "small.png"
    Image.new("L", size, 255).save(path)
    assert scan_picture(path) == ()


@settings(deadline=None, max_examples=60)
@given(width=st.integers(1, 40), height=st.integers(1, 40), seed=st.integers(0, 9))
def test_no_small_picture_is_too_odd(width: int, height: int, seed: int) -> None:
    noise = np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.uint8)
    assert isinstance(read_codes(noise), tuple)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.integers(0, len(GOOD) - 1), flip=st.integers(1, 255))
def test_a_bit_flipped_anywhere_gives_the_code_or_one_error(place: int, flip: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= flip
    try:
        codes = read_codes(read_picture_bytes(bytes(data)))
    except PictureError as told:
        assert told.code in {"broken-picture", "not-a-picture", "picture-too-large"}  # noqa: PT017 - either outcome will do
    else:
        assert all(code.text == "3701009012345678901234567890" for code in codes)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/pay?amount=1000000",
        "[red]total 0.00[/red]\x1b[2J\x1b]0;owned\x07",
        "'; DROP TABLE person; --",
        "\u202e00.001\u202c",
        "a\x00b\r\nc",
    ],
)
def test_a_hostile_text_comes_out_as_it_stands(draw: Draw, tmp_path: Path, text: str) -> None:
    path = tmp_path / "code.png"
    Image.fromarray(draw(text)).save(path)
    assert [code.text for code in scan_picture(path)] == [text]


def test_seven_thousand_digits_come_out_whole(draw: Draw, tmp_path: Path) -> None:
    text = "".join(str(place % 10) for place in range(7000))
    path = tmp_path / "code.png"
    Image.fromarray(draw(text, scale=3, correction="L")).save(path)
    assert [code.text for code in scan_picture(path)] == [text]


def test_nothing_is_ever_written_to_the_terminal(tmp_path: Path) -> None:
    for name, data in {
        "a.png": GOOD[:-40],
        "b.tiff": b"II*\0\x08\0\0\0\xff\xff" + bytes(range(256)),
        "c.jpg": b"\xff\xd8\xff\xe1\x00\x10Exif\0\0" + bytes(200),
        "d.gif": b"GIF89a" + bytes(40),
        "e.webp": b"RIFF\x20\0\0\0WEBPVP8 " + bytes(30),
        "f.bmp": b"BM" + bytes(80),
        "g.png": GOOD,
    }.items():
        (tmp_path / name).write_bytes(data)
    Image.fromarray(np.random.default_rng(2).integers(0, 255, (300, 300)).astype(np.uint8)).save(tmp_path / "h.tiff", compression="jpeg")
    damaged = bytearray((tmp_path / "h.tiff").read_bytes())
    damaged[2000:2400] = bytes(400)
    (tmp_path / "h.tiff").write_bytes(damaged)
    program = (
        "import sys\nfrom scanner.read import scan_picture\nfrom scanner.errors import PictureError\n"
        "for path in sys.argv[1:]:\n    try: scan_picture(path)\n    except PictureError: pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
