"""The pictures of fixtures/qr: which there are, whose codes they show, and how they are drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tomllib import loads
from typing import TYPE_CHECKING

import qrcode
from msgspec import Struct, convert, field
from PIL import Image, ImageFilter, ImageOps

from engine.ledger.open import open_books
from engine.model.bill import Bill, Line
from engine.policy.load import shipped
from engine.service.engine import Engine
from pos.props import ManualClock
from pos.wiring import engine_on
from pos.world import read_world
from scanner.encode import png_bytes

if TYPE_CHECKING:
    from collections.abc import Callable


FOLDER = Path(__file__).parents[2] / "fixtures" / "qr"
EXIF_ORIENTATION = 0x0112
LYING = 6
"""Orientation 6: the camera was held upright, its sensor lay on its side."""


class LineTable(Struct, kw_only=True, forbid_unknown_fields=True):
    item: str
    quantity: Decimal


class Picture(Struct, kw_only=True, forbid_unknown_fields=True):
    """One file. Either somebody's code, or a `text` (or a sign repeated) that is none."""

    file: str
    holder: str | None = None
    shown_by: str | None = None
    text: str = ""
    repeat: tuple[str, int] = ("", 0)
    look: str = "plain"
    later: int = 0
    used: bool = False
    refused: str | None = None
    fen: dict[str, int] = field(default_factory=dict)
    draws: dict[str, int] = field(default_factory=dict)

    @property
    def made_up(self) -> str:
        return self.text or self.repeat[0] * self.repeat[1]


class Manifest(Struct, kw_only=True, forbid_unknown_fields=True):
    world: str
    clock: datetime
    seed: int
    at: str
    lines: list[LineTable]
    pictures: list[Picture]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Fresh books on which the codes of the pictures were issued, the clock at their time; `texts` is what each picture holds."""

    engine: Engine
    clock: ManualClock
    bill: Bill
    texts: dict[str, str]


@cache
def manifest() -> Manifest:
    return convert(loads((FOLDER / "pictures.toml").read_text(encoding="utf-8"), parse_float=Decimal), Manifest)


def stage(url: str = "memory:") -> Stage:
    """The same world, clock and seed give the same codes."""
    told = manifest()
    clock = ManualClock(told.clock)
    engine = engine_on(
        open_books(url),
        secret=sha256(f"gongji pictures {told.seed}".encode()).digest(),
        policies=shipped(),
        clock=clock,
        random=Random(told.seed),  # noqa: S311 - the pictures are to be the same again
    )
    engine.found(read_world(FOLDER / told.world))
    texts = {picture.file: picture.made_up or engine.issue(picture.holder or "", picture.shown_by).digits for picture in told.pictures}
    items = {item.code: item for item in engine.items()}
    institution = engine.institution(told.at)
    lines = tuple(Line(item=items[line.item], quantity=line.quantity) for line in told.lines)
    return Stage(engine=engine, clock=clock, bill=Bill(at=institution.id, care=institution.usual_care, lines=lines), texts=texts)


def draw(picture: Picture, text: str) -> bytes:
    """The bytes of the file."""
    if picture.look == "plain":
        return png_bytes(text)
    if picture.look == "dense":
        return saved(dense(text), picture.file)
    return LOOKS[picture.look](Image.open(io.BytesIO(png_bytes(text))).convert("L"), picture.file)


def dense(text: str) -> Image.Image:
    """The weakest correction, which holds most."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.ERROR_CORRECT_L)
    code.add_data(text)
    matrix = code.get_matrix()
    modules = Image.frombytes("L", (len(matrix), len(matrix)), bytes(0 if dark else 255 for row in matrix for dark in row))
    return modules.resize((3 * len(matrix), 3 * len(matrix)), Image.Resampling.NEAREST).convert("1", dither=Image.Dither.NONE)


def saved(image: Image.Image, name: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, {"jpg": "JPEG"}.get(name.rpartition(".")[2], name.rpartition(".")[2].upper()), **options)
    return out.getvalue()


def dark_mode(code: Image.Image, name: str) -> bytes:
    """Light on dark, as a telephone at night shows it."""
    return saved(ImageOps.colorize(ImageOps.invert(code), (18, 18, 18), (208, 208, 208)), name)


def jpeg(code: Image.Image, name: str) -> bytes:
    """Sent through a chat: small, soft, with blocks."""
    return saved(code.resize((150, 150), Image.Resampling.BILINEAR).filter(ImageFilter.GaussianBlur(0.6)), name, quality=35)


def rotated(code: Image.Image, name: str) -> bytes:
    """Held askew before a camera."""
    return saved(ImageOps.expand(code, 60, 255).rotate(23, Image.Resampling.BICUBIC, fillcolor=255), name, optimize=True)


def exif_rotated(code: Image.Image, name: str) -> bytes:
    """A photograph that says it lies on its side."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = LYING
    wide = Image.new("L", (480, 360), 235)
    wide.paste(code, (90, 35))
    return saved(wide, name, quality=80, exif=exif)


def transparent(code: Image.Image, name: str) -> bytes:
    """Black modules on nothing at all."""
    drawn = Image.new("RGBA", code.size, (0, 0, 0, 0))
    drawn.putalpha(ImageOps.invert(code))
    return saved(drawn, name, optimize=True)


def screenshot(code: Image.Image, name: str) -> bytes:
    """A telephone's whole screen, the code on a white card."""
    screen = Image.new("RGB", (540, 1170), (22, 119, 255))
    screen.paste((255, 255, 255), (60, 300, 480, 800))
    screen.paste(code.convert("RGB"), (125, 360))
    return saved(screen, name, lossless=True)


def small(code: Image.Image, name: str) -> bytes:
    """Three pixels a module."""
    return saved(code.resize((87, 87), Image.Resampling.NEAREST), name)


LOOKS: dict[str, Callable[[Image.Image, str], bytes]] = {
    "dark-mode": dark_mode,
    "jpeg": jpeg,
    "rotated": rotated,
    "exif-rotated": exif_rotated,
    "transparent": transparent,
    "screenshot": screenshot,
    "small": small,
}
