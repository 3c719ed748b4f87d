"""Completing the path of a picture as it is typed. Names come from a disk and are not trusted: what cannot be shown is not offered."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".jpe", ".webp", ".bmp", ".dib", ".tif", ".tiff", ".gif"})
MOST: Final = 200
"""Entries that are offered; a folder of ten thousand is narrowed by typing on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`line` is the entry line with this entry taken, what was typed before it left as it was."""

    line: str
    name: str
    folder: bool


def matches(typed: str) -> tuple[Match, ...]:
    """Folders and pictures whose path begins as typed, capital or small; () where there is no such folder or it may not be read."""
    folder, start = os.path.split(typed)
    before = typed[: len(typed) - len(start)]
    try:
        found = sorted(_fitting(Path(folder or ".").expanduser(), start), key=lambda entry: (entry[0].casefold(), entry[0]))
    except (OSError, ValueError, RuntimeError):  # RuntimeError: ~ of a user that is not there
        return ()
    return tuple(Match(line=before + name + ("/" if is_folder else ""), name=name, folder=is_folder) for name, is_folder in found[:MOST])


def _fitting(folder: Path, start: str) -> Iterator[tuple[str, bool]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            hidden = name.startswith(".") and not start.startswith(".")
            if hidden or not name.isprintable() or not name.casefold().startswith(start.casefold()):
                continue
            is_folder = entry.is_dir()
            if is_folder or Path(name).suffix.lower() in PICTURES:
                yield name, is_folder


def as_far_as_sure(typed: str, offered: Sequence[Match]) -> str:
    """What Tab makes of the line: the one match, else as much as all of them share, else the line as it was."""
    if not offered:
        return typed
    if len(offered) == 1:
        return offered[0].line
    shared = os.path.commonprefix([match.line for match in offered])  # noqa: RUF071 - characters are what is typed
    return shared if len(shared) > len(typed) else typed


def as_path(text: str) -> Path | None:
    """The file a line names, with ~, and with the quotes or `file://` that a desktop puts round a dropped picture; None for none."""
    bare = text.strip()
    if bare.startswith("file://"):
        bare = unquote(bare.removeprefix("file://"))
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    try:
        return Path(bare).expanduser() if bare else None
    except (ValueError, RuntimeError):
        return None


def means_a_picture(text: str) -> bool:
    """Then the complaint is about a file, and not about what a credential looks like."""
    bare = text.strip()
    is_address = "://" in bare and not bare.startswith("file://")
    return not is_address and (bare.startswith(("/", "~", "./", "../", "file://")) or Path(bare).suffix.lower() in PICTURES)


def is_there(path: Path) -> bool:
    """False, too, where nobody may look."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
