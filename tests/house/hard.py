"""The pictures of fixtures/hard: codes as a counter sees them, under conditions that make reading hard; and a short film.

`python -m tests.house.hard` draws them anew from a seed. The credentials are those of fixtures/hard/hard.toml, issued by its clock and
seed to people of its world, so that books founded the same way settle with them.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tomllib import loads
from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp
from msgspec import Struct, convert

from engine.ledger.open import open_books
from engine.model.credential import Credential
from engine.policy.load import shipped
from pos.phone_card import phone_card
from pos.props import ManualClock
from pos.wiring import engine_on
from pos.world import read_world
from scanner.phone_png import phone_png

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from engine.service.engine import Engine

    Frame = NDArray[np.uint8]

FOLDER = Path(__file__).parents[2] / "fixtures" / "hard"
SIZE = (960, 720)
QUALITY = 62
FILM_FRAMES, FILM_RATE = 16, 8


class Shot(Struct, kw_only=True, forbid_unknown_fields=True):
    """One picture: a person's code on a phone under `condition`, or a `text` as `symbology`. `read = false`: not read yet."""

    file: str
    condition: str
    holder: str = ""
    shown_by: str | None = None
    text: str = ""
    symbology: str = "QRCODE"
    dark: bool = False
    read: bool = True


class Manifest(Struct, kw_only=True, forbid_unknown_fields=True):
    world: str
    clock: datetime
    seed: int
    at: str
    item: str
    shots: list[Shot]


@cache
def manifest() -> Manifest:
    return convert(loads((FOLDER / "hard.toml").read_text(encoding="utf-8")), Manifest)


def counter() -> tuple[Engine, dict[str, str]]:
    """Fresh books on which the codes were issued, and what each picture holds."""
    told = manifest()
    engine = engine_on(
        open_books("memory:"),
        secret=sha256(f"gongji hard pictures {told.seed}".encode()).digest(),
        policies=shipped(),
        clock=ManualClock(told.clock),
        random=Random(told.seed),  # noqa: S311 - the pictures are to be the same again
    )
    engine.found(read_world(FOLDER / told.world))
    return engine, {shot.file: shot.text or engine.issue(shot.holder, shot.shown_by).digits for shot in told.shots}


def object_of(shot: Shot, text: str, names: Mapping[str, str]) -> Frame:
    """The phone, or the printed side of a pack, flat and clean."""
    if shot.symbology == "QRCODE":
        at = manifest().clock
        lasts = {"refresh_at": at + timedelta(seconds=60), "expires_at": at + timedelta(seconds=120)}
        credential = Credential(digits=text, holder=shot.holder, shown_by=shot.shown_by, issued_at=at, **lasts)
        card = phone_card("zh", credential, holder=names[shot.holder], owner=names[shot.shown_by] if shot.shown_by else None)
        return np.asarray(cv2.imdecode(np.frombuffer(phone_png(card, dark=shot.dark), np.uint8), cv2.IMREAD_COLOR), np.uint8)
    form = zxingcpp.barcode_format_from_str("Code128" if shot.symbology == "CODE128" else "DataMatrix")
    drawn = np.array(zxingcpp.create_barcode(text, form).to_image(scale=3 if shot.symbology == "CODE128" else 8))
    height, width = drawn.shape
    side = np.full((int(width * 0.9), int(width * 1.3)), 250, np.uint8)
    top, left = (side.shape[0] - height) // 2, (side.shape[1] - width) // 2
    side[top : top + height, left : left + width] = drawn
    return np.asarray(cv2.cvtColor(side, cv2.COLOR_GRAY2BGR), np.uint8)


class Counter:
    """A view of the counter through one camera, its noise from a seed."""

    def __init__(self, seed: str) -> None:
        self.chance = np.random.default_rng(int(sha256(seed.encode()).hexdigest()[:16], 16))

    def place(self, thing: Frame, *, height: float = 0.92, turn: float = 4, tilt: float = 0.0, x: float = 0.5, y: float = 0.5) -> Frame:
        """The thing as tall as `height` of the picture, turned by degrees, one side further away by `tilt` of its length."""
        width, tall = SIZE
        scale = height * tall / thing.shape[0]
        w, h = thing.shape[1] * scale / 2, thing.shape[0] * scale / 2
        corners = np.array([[-w, -h], [w, -h * (1 - tilt)], [w, h * (1 - tilt)], [-w, h]])
        corners[:, 0] *= 1 - tilt / 2
        angle = np.deg2rad(turn)
        spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        there = (corners @ spin + [x * width, y * tall]).astype(np.float32)
        here = np.array([[0, 0], [thing.shape[1], 0], [thing.shape[1], thing.shape[0]], [0, thing.shape[0]]], np.float32)
        matrix = cv2.getPerspectiveTransform(here, there)
        wood = np.full((tall, width, 3), (92, 118, 140), np.uint8)
        rows = np.sin(np.arange(tall) / 9.0)[:, None, None] * 10
        ground = np.clip(wood + rows, 0, 255).astype(np.uint8)
        return np.asarray(
            cv2.warpPerspective(thing, matrix, SIZE, dst=ground, borderMode=cv2.BORDER_TRANSPARENT, flags=cv2.INTER_AREA), np.uint8
        )

    def noise(self, frame: Frame, strength: float) -> Frame:
        return np.asarray(np.clip(frame + self.chance.normal(0, strength, frame.shape), 0, 255), np.uint8)


def perspective(of: Counter, thing: Frame) -> Frame:
    return of.place(thing, tilt=0.42, turn=-6)


def tilted(of: Counter, thing: Frame) -> Frame:
    return of.place(thing, turn=31, height=0.8)


def out_of_focus(of: Counter, thing: Frame) -> Frame:
    return np.asarray(cv2.GaussianBlur(of.place(thing), (0, 0), 2.6), np.uint8)


def moved(of: Counter, thing: Frame) -> Frame:
    streak = np.zeros((11, 11), np.float32)
    streak[5, :] = 1 / 11
    return np.asarray(cv2.filter2D(of.place(thing), -1, streak), np.uint8)


def glare(of: Counter, thing: Frame) -> Frame:
    """A lamp above the counter, mirrored over a corner of the code."""
    frame = of.place(thing)
    ys, xs = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    lamp = np.exp(-(((xs - 560) / 70.0) ** 2 + ((ys - 300) / 42.0) ** 2))[..., None]
    return np.asarray(np.clip(frame + lamp * 300, 0, 255), np.uint8)


def moire(of: Counter, thing: Frame) -> Frame:
    """The phone's own grid of dots against the camera's."""
    ys, xs = np.mgrid[0 : thing.shape[0], 0 : thing.shape[1]]
    grid = 1 - 0.32 * ((xs % 3 == 0) | (ys % 3 == 0))
    frame = of.place((thing * grid[..., None]).astype(np.uint8), turn=2.2)
    ys, xs = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    waves = 1 + 0.22 * np.sin(xs / 3.1 + ys / 11.0)
    return np.asarray(np.clip(frame * waves[..., None], 0, 255), np.uint8)


def low_light(of: Counter, thing: Frame) -> Frame:
    return of.noise((of.place(thing) * 0.14).astype(np.uint8), 5)


def covered(of: Counter, thing: Frame) -> Frame:
    """A thumb on the edge of the code."""
    frame = of.place(thing, turn=0)
    return np.asarray(cv2.ellipse(frame, (587, 452), (40, 26), -25, 0, 360, (122, 150, 205), -1), np.uint8)


def small(of: Counter, thing: Frame) -> Frame:
    """Held too far away."""
    return of.noise(of.place(thing, height=0.34, x=0.3, y=0.4), 3)


def chat(of: Counter, thing: Frame) -> Frame:
    """Photographed, sent, and sent again: shrunk, and squeezed hard."""
    tiny = cv2.resize(of.place(thing), (430, 322), interpolation=cv2.INTER_AREA)
    _, squeezed = cv2.imencode(".jpg", tiny, [cv2.IMWRITE_JPEG_QUALITY, 16])
    return np.asarray(cv2.imdecode(squeezed, cv2.IMREAD_COLOR), np.uint8)


def plain(of: Counter, thing: Frame) -> Frame:
    return of.noise(of.place(thing), 3)


def wide(of: Counter, thing: Frame) -> Frame:
    """A bar code across the picture, a little out of focus."""
    return np.asarray(cv2.GaussianBlur(of.place(thing, height=0.9, turn=8), (0, 0), 1.0), np.uint8)


CONDITIONS: dict[str, Callable[[Counter, Frame], Frame]] = {
    "perspective": perspective,
    "tilted": tilted,
    "out-of-focus": out_of_focus,
    "moved": moved,
    "glare": glare,
    "moire": moire,
    "low-light": low_light,
    "covered": covered,
    "small": small,
    "chat": chat,
    "plain": plain,
    "wide": wide,
}


def film(of: Counter, thing: Frame) -> Iterator[Frame]:
    """The phone comes from the left, blurred, stands still, and is taken away."""
    for number in range(FILM_FRAMES):
        x = min(0.5, -0.2 + 0.1 * number) if number < FILM_FRAMES - 3 else 0.5 + 0.25 * (number - FILM_FRAMES + 4)
        frame = of.place(thing, x=x, turn=10 - number, height=0.85)
        yield np.asarray(cv2.GaussianBlur(frame, (0, 0), max(0.6, 5 - 0.7 * number)), np.uint8)


def draw(shot: Shot, text: str, names: Mapping[str, str], file: Path) -> None:
    of, thing = Counter(f"{manifest().seed} {shot.file}"), object_of(shot, text, names)
    if file.suffix == ".avi":
        out = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), FILM_RATE, (480, 360))
        out.set(cv2.VIDEOWRITER_PROP_QUALITY, QUALITY)
        for frame in film(of, thing):
            out.write(cv2.resize(frame, (480, 360), interpolation=cv2.INTER_AREA))
        out.release()
    else:
        cv2.imwrite(str(file), CONDITIONS[shot.condition](of, thing), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])


def main() -> None:
    engine, texts = counter()
    names = {person.id: person.name for person in engine.people()}
    for shot in manifest().shots:
        draw(shot, texts[shot.file], names, FOLDER / shot.file)
        sys.stdout.write(f"{shot.file}  {(FOLDER / shot.file).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
