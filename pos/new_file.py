"""A file that is wholly there or not at all, and never instead of another."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.errors import BadInput


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file in the same folder, for the user alone; it takes its name at the end of the block, and goes if that raises.

    Raises BadInput `file-exists`, `cannot-write`.
    """
    if os.path.lexists(path):
        raise BadInput("file-exists", file=str(path))
    fresh = path.parent / f".gongji-{secrets.token_hex(8)}"
    try:
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise BadInput("cannot-write", file=str(path), detail=error.strerror or "") from error
    try:
        yield fresh
        _take_name(fresh, path)
        flush_folder(path.parent)
    except FileExistsError as error:
        raise BadInput("file-exists", file=str(path)) from error
    except OSError as error:
        raise BadInput("cannot-write", file=str(path), detail=error.strerror or "") from error
    finally:
        with suppress(OSError):
            fresh.unlink()


def _take_name(fresh: Path, path: Path) -> None:
    """A second name is refused where the name is taken already. A memory stick knows no second names: there, take it, then fill it."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            fresh.replace(path)
        except OSError:
            path.unlink()
            raise


def flush_folder(folder: Path) -> None:
    """The name, too, survives a power cut; where a folder cannot be flushed, the system sees to it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
