"""`gongji scan --watch FOLDER`: what is dropped into a folder is read, a line a code, until Ctrl+C or until the folder is gone."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BadInput
from scanner.errors import PictureError
from scanner.sources import folder as dropped

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.wording.say import Lang

_MAY_GROW = frozenset({"broken-picture", "not-a-picture", "unreadable"})


def watch(
    where: str, lang: Lang, *, existing: bool, as_json: bool, read: Callable[[str], bool], faulty: Callable[[str], str | None]
) -> int:
    """0 after Ctrl+C, whatever was read. `read` reads one picture and tells it; `faulty` the code of its fault, if it has one.

    Raises BadInput `not-a-folder`, `folder-gone`.
    """
    from pos.commands.console import say_json, say_line
    from pos.wording.clean import clean
    from pos.wording.say import say

    try:
        folder = dropped.Folder(where, existing=existing, at=time.monotonic())
    except PictureError as error:
        raise BadInput("not-a-folder", file=where) from error
    try:
        if as_json:
            say_json({"watching": where})
        else:
            say_line(say(lang, "console.scan.watching", folder=clean(where)))
        while True:
            sys.stdout.flush()
            _look(folder, read, faulty)
            time.sleep(dropped.LOOK)
    except KeyboardInterrupt:
        return 0
    except PictureError as error:
        raise BadInput("folder-gone", file=where) from error


def _look(folder: dropped.Folder, read: Callable[[str], bool], faulty: Callable[[str], str | None]) -> None:
    for file, patient in list(folder.whole(time.monotonic())):
        name = str(Path(folder.path) / file.name)
        if not patient and faulty(name) in _MAY_GROW:
            continue  # it may be half a picture whose copy has paused
        folder.done(file)
        read(name)
        sys.stdout.flush()
