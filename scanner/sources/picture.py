"""Picture files -> grey arrays. Everything in the file is hostile: its sizes, its counts, its name's promise of a format."""

from __future__ import annotations

import errno
import io
import re
import stat
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, TiffImagePlugin, WebPImagePlugin

from scanner.errors import PictureError
from scanner.sources.grey import upright_grey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.frames import Grey

FORMATS: Final = ("PNG", "JPEG", WebPImagePlugin.WebPImageFile.format, TiffImagePlugin.TiffImageFile.format, "BMP", "GIF")
"""Named, so that Pillow starts none of its forty other readers (one of them runs Ghostscript)."""
MOST_PIXELS: Final = 64_000_000
"""Telephones take up to 50 megapixels (8160x6120), an A4 page at 600 dpi has 35. Decoding 64 takes half a second and 256 MB
at worst; 20000x20000 would take 1.6 GB. Judged by the header, before anything is decoded."""
MOST_BYTES: Final = 4 * MOST_PIXELS + 1_000_000
"""Of the file: as many pixels uncompressed, four bytes each, and its heads."""
MOST_FRAMES: Final = 60
MOST_FRAME_PIXELS: Final = 4 * MOST_PIXELS
"""Of an animation, all its frames together."""
HEAD: Final = 12


def read_picture(path: str | Path) -> Grey:
    """The picture upright, transparency laid on white; of an animation the first frame. Raises `PictureError`."""
    return next(frames_of(path))


def read_picture_bytes(data: bytes) -> Grey:
    """As `read_picture`, from memory. The error's path is ""."""
    return next(_frames(data, ""))


def frames_of(path: str | Path) -> Iterator[Grey]:
    """Each frame of an animation or page of a TIFF, at most 60; one array for an ordinary picture. Raises `PictureError`.

    A later frame that is broken ends the row quietly: what stood before it was read.
    """
    yield from _frames(_bytes_of(path), path)


def looks_like_a_picture(head: bytes) -> bool:
    """Whether a file that begins so means to be one of `FORMATS`: then it is a broken picture, if it cannot be read."""
    return (
        head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[:2] == b"BM" and head[6:10] == bytes(4))
    )


def _bytes_of(path: str | Path) -> bytes:
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise PictureError("is-a-directory", path)
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for a writer, and a device may never end
            raise PictureError("not-a-picture", path)
        with Path(path).open("rb") as file:
            head = file.read(HEAD)
            if not looks_like_a_picture(head):
                raise PictureError("not-a-picture", path)
            if status.st_size > MOST_BYTES:
                raise PictureError("picture-too-large", path, {"bytes": status.st_size, "limit": MOST_BYTES})
            return head + file.read(MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError, ValueError) as absent:  # ValueError: a zero byte in the name
        raise PictureError("no-such-file", path) from absent
    except OSError as failed:
        if failed.errno in {errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}:
            raise PictureError("no-such-file", path) from failed
        raise PictureError("unreadable", path, {"reason": failed.strerror or type(failed).__name__}) from failed


def _frames(data: bytes, path: str | Path) -> Iterator[Grey]:
    if not looks_like_a_picture(data[:HEAD]):
        raise PictureError("not-a-picture", path)
    pixels = 0
    with _told(path):
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    for number in range(MOST_FRAMES):
        try:
            with _told(path):
                image.seek(number)
                own = image.width * image.height
                pixels += own
                if own > MOST_PIXELS or pixels > MOST_FRAME_PIXELS:
                    raise Image.DecompressionBombError(str(own))
                grey = upright_grey(image)
        except PictureError:
            if number:
                return
            raise
        yield grey


@contextmanager
def _told(path: str | Path) -> Iterator[None]:
    """Whatever Pillow raises, told as one `PictureError`; what it warns of, not told at all: the till draws on that terminal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as bomb:
        pixels = re.search(r"[0-9]+", str(bomb))
        raise PictureError("picture-too-large", path, {"pixels": int(pixels[0]) if pixels else 0, "limit": MOST_PIXELS}) from bomb
    except Exception as broken:  # on broken files it raises a dozen kinds
        raise PictureError("broken-picture", path, {"reason": type(broken).__name__}) from broken
