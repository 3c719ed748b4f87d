"""Letters for pictures. No font is shipped: a Chinese one is taken from the system, and where there is none, Pillow's own Latin one.

A sign that a font lacks is drawn as an empty box, which tells nothing; so a text is asked for in several wordings, and the first that
can be drawn whole is drawn.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Font: TypeAlias = ImageFont.FreeTypeFont | ImageFont.ImageFont

CHINESE: Final = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Medium.ttc",
    "msyh.ttc",
    "simhei.ttf",
)
"""File names, the best first."""
MOST_FACES: Final = 12
"""Of one collection that are looked at for the simplified Chinese one."""
NOBODYS: Final = "\U0010fffe"
"""A code point that no font has: what is drawn for it is the box."""


def folders() -> tuple[Path, ...]:
    """Where systems keep their fonts."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home raises where nobody has a home
    if sys.platform == "darwin":
        return home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",)
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")


@cache
def chinese_file() -> tuple[str, int] | None:
    """File and face of the best Chinese font there is."""
    there: dict[str, str] = {}
    for folder in folders():
        for where, _, names in os.walk(folder):
            for name in names:
                if name in CHINESE:
                    there.setdefault(name, str(Path(where) / name))
    for name in CHINESE:
        for face in _faces(there[name]) if name in there else ():
            return there[name], face
    return None


def _faces(file: str) -> Iterator[int]:
    """The simplified Chinese face of a collection first, else its first; none of a file that is no font."""
    family = []
    for face in range(MOST_FACES):
        try:
            # not ImageFont.truetype, which looks for another file of that name where this one is broken
            family.append(ImageFont.FreeTypeFont(file, 16, face).getname()[0] or "")
        except (OSError, ImportError):  # ImportError: a Pillow without FreeType
            break
    yield from (face for face, name in enumerate(family) if name.split()[-1:] == ["SC"])
    yield from range(len(family))


@cache
def fonts(size: int) -> tuple[Font, ...]:
    """Pillow's own for what it can draw, in the order they are asked."""
    found = chinese_file()
    own = ImageFont.load_default(size)
    return (ImageFont.FreeTypeFont(found[0], size, found[1]), own) if found else (own,)


def drawable(wordings: Sequence[str], size: int) -> tuple[str, Font]:
    """The first wording that some font has every sign of, and that font.

    Where none is, the last one without the signs that are missing: less than was meant, and no boxes.
    """
    for text in wordings:
        for font in fonts(size):
            if all(_has(font, sign) for sign in text):
                return text, font
    font = fonts(size)[0]
    return "".join(sign for sign in wordings[-1] if _has(font, sign)), font


@cache
def _has(font: Font, sign: str) -> bool:
    if sign == " ":
        return True
    if not sign.isprintable():
        return False
    try:
        drawn, box = font.getmask(sign), font.getmask(NOBODYS)
    except UnicodeEncodeError:  # the small font of a Pillow without FreeType knows Latin-1 alone
        return False
    return drawn.size != box.size or bytes(drawn) != bytes(box)
