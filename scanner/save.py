"""A picture to a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from scanner.errors import PictureError


def save_picture(data: bytes, path: str | Path) -> None:
    """Written beside and then renamed. Readable by its owner alone, because a code may be as good as money.

    Raises `PictureError` "not-writable" or "is-a-directory".
    """
    target = Path(path)
    if target.is_dir():
        raise PictureError("is-a-directory", path)
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(target)
    except (OSError, ValueError) as failed:
        if beside:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
        raise PictureError("not-writable", path, {"reason": getattr(failed, "strerror", None) or type(failed).__name__}) from failed
